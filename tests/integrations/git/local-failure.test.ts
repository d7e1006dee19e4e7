import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GitFailureError, RemoteBusyError } from "@/server/domain/git-sync/ports";
import { damaged } from "@/server/integrations/git/git-error";
import { localFailure, ranOutOfRoom } from "@/server/integrations/git/local-failure";
import { tempDir } from "@/tests/support/temp-dir";

const classOf = (error: unknown) => (error instanceof GitFailureError ? error.failure.class : null);

async function told(error: unknown) {
  const folder = join(await tempDir(), "git-cache");
  await mkdir(folder);
  // A folder that is not there yet is judged by where it will be.
  return localFailure(error, join(folder, "not", "there"));
}

describe("a failure on this side", () => {
  it.each([
    "fatal: write error: No space left on device\nfatal: index-pack failed",
    "fatal: sha1 file 'objects/pack/tmp_idx_1' write error. Out of diskspace",
    "error: unable to write file: Disk quota exceeded",
  ])("is a full disk when git says so of the cache or of a fetch: %s", async (words) => {
    expect(classOf(await told(damaged("fast-import", words)))).toBe("local-disk-full");
    expect(ranOutOfRoom("fetch", words)).toBe(true);
  });

  it("is not taken for ours when the host says it of its own disk", () => {
    expect(ranOutOfRoom("fetch", "remote: fatal: write error: No space left on device")).toBe(false);
    expect(ranOutOfRoom("push", "error: remote unpack failed: No space left on device")).toBe(false);
  });

  it("with room on the disk is the cache's, the host's, or another process's", async () => {
    expect(classOf(await told(damaged("cat-file", "fatal: bad object")))).toBe("local-cache");
    const host = { class: "early-eof", title: "", remedy: "", retriable: true, hostWords: "", accessLost: false };
    const error = new GitFailureError(host);
    expect(await told(error)).toBe(error);
    expect(await told(Object.assign(new Error("held"), { name: "LockTimeout" }))).toBeInstanceOf(RemoteBusyError);
    const bug = new TypeError("x");
    expect(await told(bug)).toBe(bug);
  });
});
