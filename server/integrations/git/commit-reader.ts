import type { CommitReader } from "@/server/domain/git-sync/show-commit";
import { cacheDir } from "./access";
import { commitDiff } from "./diff";
import { withCache } from "./repository";
import { succeeded } from "./spawn-git";
import { commitLink } from "./sync-git";

/** Shows commits from the bare cache, without a connection. */
export function createCommitReader(): CommitReader {
  return {
    diff: (target, sha) =>
      withCache(cacheDir(target), async (cache) => {
        const there = succeeded(await cache.git(["cat-file", "-e", `${sha}^{commit}`]));
        return there ? commitDiff(cache, sha) : null;
      }),
    link: commitLink,
  };
}
