import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findGit, judgeGit } from "@/server/integrations/git/git-version";
import { tempDir } from "@/tests/support/temp-dir";

describe("the git that is found", () => {
  it.each([
    ["git version 2.30.2", "unusable"],
    ["git version 1.8.3.1", "unusable"],
    ["git version 2.31.9", "unusable"],
    ["git version 2.32.0", "limited"],
    ["git version 2.34.1", "limited"],
    ["git version 2.37.0", "ok"],
    ["git version 2.39.5 (Apple Git-154)", "ok"],
    ["git version 2.45.1.windows.1", "ok"],
    ["git version 2.50.0.rc1", "ok"],
    ["git version 10.0", "ok"],
    ["git version of our own", "limited"],
  ])("%s is %s", (printed, kind) => {
    expect(judgeGit(`${printed}\n`).kind).toBe(kind);
  });

  it("is named together with the version that is wanted", () => {
    expect(judgeGit("git version 2.30.2").message).toBe(
      "Git 2.30 is too old: Tributary needs 2.32 at least. Install Git 2.37 or newer and start again.",
    );
    expect(judgeGit("git version 2.34.1").message).toMatch(/^Git 2\.34 is old\..*Install Git 2\.37 or newer\.$/);
  });

  it("is the one on PATH, or missing", async () => {
    expect(findGit().kind).toBe("ok");
    const folder = await tempDir();
    expect(findGit(folder)).toMatchObject({ kind: "absent", message: expect.stringContaining("No git was found") });
    const fake = join(folder, "git");
    writeFileSync(fake, "#!/bin/sh\necho git version 2.20.1\n");
    chmodSync(fake, 0o755);
    expect(findGit(folder)).toMatchObject({ kind: "unusable" });
  });
});
