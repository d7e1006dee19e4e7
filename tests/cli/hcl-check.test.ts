import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hclCheck } from "@/server/cli/hcl-check";

const label = 'resource "segment_label" "id-a_b" {\n  key   = "a"\n  value = "b"\n}';

let dir = "";

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "tributary-hcl-check-"));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

function put(name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(dir, name)), { recursive: true });
  writeFileSync(join(dir, name), content);
}

async function run(json = false, folder = dir): Promise<{ code: number; output: string; errors: string }> {
  let output = "";
  let errors = "";
  const stdout = { write: (text: string) => (output += text) };
  const code = await hclCheck(folder, { json, stdout, stderr: { write: (text) => (errors += text) } });
  return { code, output, errors };
}

describe("hcl check", () => {
  it("succeeds when every file comes back byte for byte", async () => {
    put("labels/a_b.tf", label);
    put("providers.tf", "terraform {}\n");
    put("README.md", "# not HCL");
    expect(await run()).toMatchObject({ code: 0, output: "2 files, 2 identical, 0 differ, 0 errors\n" });
  });

  it("knows the declarations of secret variables, and where they are used", async () => {
    put("variables.tf", 'variable "a_b" {\n  sensitive = true\n  type      = string\n}');
    put("sources/a.tf", 'resource "segment_source" "id-a" {\n  settings = jsonencode({\n    key = var.a_b\n  })\n}');
    expect(await run()).toMatchObject({ code: 0, output: "2 files, 2 identical, 0 differ, 0 errors\n" });
  });

  it("shows what differs as a unified diff", async () => {
    put("a.tf", label.replace("key   =", "key ="));
    const { code, output } = await run();
    expect(code).toBe(1);
    expect(output).toContain(
      '--- a/a.tf\n+++ b/a.tf\n@@ -1,4 +1,4 @@\n resource "segment_label" "id-a_b" {\n-  key = "a"\n+  key   = "a"\n',
    );
    expect(output).toMatch(/1 files, 0 identical, 1 differ, 0 errors\n$/);
  });

  it("gives errors with file, line and column and goes on", async () => {
    put("a/bad.tf", "a {\n  x = local.y\n}\n");
    put("b/latin.tf", Buffer.from([0x61, 0xe9]));
    put("c.tf", label);
    const { code, output } = await run();
    expect(code).toBe(1);
    expect(output).toContain("a/bad.tf:2:7: ");
    expect(output).toContain("b/latin.tf:1:1: The file is not UTF-8 text.");
    expect(output).toMatch(/3 files, 1 identical, 0 differ, 2 errors\n$/);
  });

  it("skips what belongs to Git and Terraform and does not follow links", async () => {
    put(".git/a.tf", "x");
    put("m/.terraform/a.tf", "x");
    put("other/a.tf", "terraform {}");
    symlinkSync(join(dir, "other", "a.tf"), join(dir, "link.tf"));
    symlinkSync(dir, join(dir, "other", "loop"));
    expect(await run()).toMatchObject({ code: 0, output: "1 files, 1 identical, 0 differ, 0 errors\n" });
  });

  it("exits with 2 when the folder cannot be read", async () => {
    const { code, output, errors } = await run(false, join(dir, "missing"));
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain("missing: there is no such file or folder (ENOENT).");
    const asJson = await run(true, join(dir, "missing"));
    expect([asJson.code, asJson.errors]).toEqual([2, ""]);
    expect(JSON.parse(asJson.output)).toEqual({ error: expect.stringContaining("ENOENT") });
  });

  it("prints one JSON document when asked", async () => {
    put("a.tf", "a   {}\n");
    put("b.tf", "a {\n  b = c()\n}\n");
    const { code, output } = await run(true);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      files: 2,
      identical: 0,
      differ: [{ file: "a.tf", diff: expect.stringContaining("-a   {}\n+a {}\n") }],
      errors: [{ file: "b.tf", line: 2, column: 7, code: "not_explicit" }],
    });
  });

  it("never sends control characters of a repository to the terminal", async () => {
    put("a\u001b[31m.tf", 'a { b = "\u001b]0;x\u0007" }\n# \u202e\n');
    const { output } = await run();
    expect(output).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/);
    expect(output).toContain("a\\u001b[31m.tf");
  });
});
