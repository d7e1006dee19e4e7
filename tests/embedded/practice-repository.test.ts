import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { startPracticeGitHost } from "@/server/embedded/practice-git-host";
import { env } from "@/server/env";
import { listRemote } from "@/server/integrations/git/fetch";
import { openPracticeRepository } from "@/server/integrations/git/practice-repository";
import { withGitSession } from "@/server/integrations/git/session";
import { keyPair } from "@/tests/support/ssh-git-host";
import { removeDir } from "@/tests/support/temp-dir";

afterEach(() => vi.unstubAllEnvs());

test("a key that the web server lets in signs in at the running practice host, and stands in its file once", async () => {
  const dir = join(env().TRIBUTARY_DATA_DIR, "practice");
  const host = await startPracticeGitHost({ dir });
  try {
    vi.stubEnv("TRIBUTARY_PRACTICE_URL", host.url);
    const practice = openPracticeRepository();
    expect(practice).toMatchObject({ url: host.url, service: "127.0.0.1", branch: "main" });
    const key = keyPair();
    const ask = () =>
      withGitSession(
        { remote: host.url, knownHosts: host.hostKeyLine, credential: { kind: "ssh-key", privateKey: key.privateKey } },
        (session) => listRemote(session),
      );
    expect((await ask()).kind).toBe("failed");
    // A line that somebody wrote by hand, without a line break at its end.
    await appendFile(join(dir, "authorized_keys"), "ssh-ed25519 AAAAhand");
    await practice?.authorize(`${key.publicLine} tributary-sample`);
    await practice?.authorize(key.publicLine);
    expect((await ask()).kind).toBe("listed");
    const lines = (await readFile(join(dir, "authorized_keys"), "utf8")).split("\n").filter(Boolean);
    expect(lines).toEqual(["ssh-ed25519 AAAAhand", key.publicLine]);
  } finally {
    await host.close();
    await removeDir(dir);
  }
});

test("there is none where `start` runs none", () => {
  vi.stubEnv("TRIBUTARY_PRACTICE_URL", "");
  expect(openPracticeRepository()).toBeNull();
});
