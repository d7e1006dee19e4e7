import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startPracticeGitHost } from "@/server/embedded/practice-git-host";
import { listRemote } from "@/server/integrations/git/fetch";
import { pushBranch, pushRef } from "@/server/integrations/git/push";
import { withCache } from "@/server/integrations/git/repository";
import { type GitSession, withGitSession } from "@/server/integrations/git/session";
import { writeEdits } from "@/server/integrations/git/write-edits";
import { commitOf } from "@/tests/integrations/git-engine/support";
import { tipOf } from "@/tests/support/plain-git";
import { keyPair } from "@/tests/support/ssh-git-host";
import { tempDir } from "@/tests/support/temp-dir";

async function start(dir: string) {
  const host = await startPracticeGitHost({ dir });
  onTestFinished(() => host.close().catch(() => {}));
  const with_ = <T>(privateKey: string, fn: (session: GitSession) => Promise<T>) =>
    withGitSession({ remote: host.url, knownHosts: host.hostKeyLine, credential: { kind: "ssh-key", privateKey } }, fn);
  return { host, with: with_ };
}

async function answer(session: GitSession): Promise<string> {
  const listed = await listRemote(session);
  return listed.kind === "listed" ? "listed" : listed.result.stderr;
}

test("only a registered key gets in, and it stays registered after a restart on the same port and host key", async () => {
  const dir = join(await tempDir(), "practice");
  const key = keyPair();
  const first = await start(dir);
  expect(await first.with(key.privateKey, answer)).toContain("Permission denied (publickey)");
  await first.host.authorize(`${key.publicLine} somebody@laptop`);
  expect(await first.with(key.privateKey, answer)).toBe("listed");
  const { url, hostKeyLine } = first.host;
  await first.host.close();
  const second = await start(dir);
  expect(second.host).toMatchObject({ url, hostKeyLine });
  expect(await second.with(key.privateKey, answer)).toBe("listed");
  expect(await second.with(keyPair().privateKey, answer)).toContain("Permission denied");
  expect((await stat(join(dir, "host_key"))).mode & 0o777).toBe(0o600);
});

test("it takes pushes forward, refuses others, and serves no other command or repository", async () => {
  const { host, with: withKey } = await start(join(await tempDir(), "practice"));
  const key = keyPair();
  await host.authorize(key.publicLine);
  await withCache(await tempDir(), (cache) =>
    withKey(key.privateKey, async (session) => {
      const [one = ""] = await writeEdits(cache, {
        parent: null,
        commits: [commitOf([{ path: "a.tf", content: "1" }])],
      });
      const [other = ""] = await writeEdits(cache, {
        parent: null,
        commits: [commitOf([{ path: "a.tf", content: "2" }])],
      });
      expect((await pushBranch(session, cache, { branch: "main", commit: one, expected: null })).kind).toBe("pushed");
      const back = await pushRef(session, cache, { ref: "refs/heads/main", commit: other, expected: one });
      expect(back.kind).not.toBe("pushed");
      expect(tipOf(host.repositoryDir)).toBe(one);
      const elsewhere = await session.git(["ls-remote", host.url.replace("practice.git", "../host_key")]);
      expect(elsewhere.stderr).toContain("There is no repository");
      const command = await session.git(["-c", "core.sshCommand=", "archive", `--remote=${host.url}`, "main"]);
      expect(command.stderr).toContain("only serves git fetch and git push");
    }),
  );
});

test("a key that is none cannot be registered", async () => {
  const { host } = await start(join(await tempDir(), "practice"));
  await expect(host.authorize("not a key")).rejects.toThrow(TypeError);
  await expect(host.authorize(keyPair().privateKey)).rejects.toThrow(TypeError);
});
