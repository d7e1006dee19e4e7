import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  atlantisYaml,
  cloneTree,
  flattenInto,
  shellWord,
} from "@/app/(dashboard)/[workspace]/settings/extensions/terraform/_parts/commands";
import { makeTempDir } from "@/tests/support/temp-dir";

async function tree() {
  const root = join(await makeTempDir(), "tree");
  for (const path of ["sources/a.tf", "sources/b c.tf", "labels/a.tf", "variables.tf"]) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), path);
  }
  return root;
}

const sh = (script: string, cwd: string) => execFileSync("/bin/sh", ["-ec", script], { cwd, encoding: "utf8" });

describe("the commands of the Terraform page", () => {
  it("bring every file of a tree into one folder, none over another", async () => {
    const root = await tree();
    sh(flattenInto("../plan"), root);
    const plan = join(root, "../plan");
    expect(readdirSync(plan).sort()).toEqual(["labels-a.tf", "sources-a.tf", "sources-b c.tf", "variables.tf"]);
    expect(readFileSync(join(plan, "sources-b c.tf"), "utf8")).toBe("sources/b c.tf");
  });

  it("drop what the tree no longer has, and keep state and providers.tf", async () => {
    const root = await tree();
    const plan = join(root, "../plan");
    mkdirSync(plan);
    for (const name of ["providers.tf", "terraform.tfstate", "sources-gone.tf"]) writeFileSync(join(plan, name), name);
    sh(flattenInto("../plan"), root);
    expect(readdirSync(plan)).toEqual(expect.arrayContaining(["providers.tf", "terraform.tfstate", "sources-a.tf"]));
    expect(readdirSync(plan)).not.toContain("sources-gone.tf");
  });

  it("run in Atlantis's clone", async () => {
    const root = await tree();
    const { projects, workflows } = parse(atlantisYaml("a: b", "conf #1"));
    expect(projects).toMatchObject([{ name: "a: b", dir: "conf #1", workflow: "tributary" }]);
    sh(workflows.tributary.plan.steps[0].run, root);
    expect(readdirSync(root)).toEqual(expect.arrayContaining(["labels-a.tf", "sources-a.tf", "sources-b c.tf"]));
  });

  it("keep whatever a branch or a folder is called out of the shell's hands", () => {
    const odd = "a'; echo $HOME `id`";
    expect(sh(`printf %s ${shellWord(odd)}`, "/")).toBe(odd);
    expect(cloneTree({ url: "git@github.com:o/r.git", branch: "main", path: "" })).toBe(
      "git clone --branch main git@github.com:o/r.git tributary\ncd tributary",
    );
    expect(cloneTree({ url: "u", branch: "a b", path: "x y" })).toContain(
      "--branch 'a b' u tributary\ncd 'tributary/x y'",
    );
  });
});
