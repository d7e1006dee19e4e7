import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { dbtCompile } from "@/server/cli/dbt-compile";
import { dbtLs } from "@/server/cli/dbt-ls";

const PROJECT = fileURLToPath(new URL("../fixtures/dbt17/project", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "dbt-cli-"));
afterAll(() => rmSync(scratch, { recursive: true }));

async function run(command: typeof dbtLs, ...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const io = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  };
  const code = await command(args, io);
  return { code, stdout, stderr, lines: stdout.split("\n").filter(Boolean) };
}

describe("dbt ls", () => {
  it("prints one JSON object per model in the manifest's shape", async () => {
    const { code, lines } = await run(dbtLs, PROJECT, "--schema", "dbt_default", "--target", "dev", "--output", "json");
    const models = lines.map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(models).toHaveLength(12);
    expect(models.find((model) => model.unique_id === "model.shop.stg_orders")).toMatchObject({
      original_file_path: "models/staging/stg_orders.sql",
      relation_name: '"analytics"."dbt_default_staging"."stg_ord"',
      depends_on: { nodes: ["source.shop.app.orders"] },
    });
  });

  it("lists what --resource-type names", async () => {
    const ls = (...args: string[]) => run(dbtLs, PROJECT, "--schema", "dbt_default", "--output", "name", ...args);
    expect((await ls("--resource-type", "seed")).lines).toEqual(["countries"]);
    expect((await ls("--resource-type", "source", "--resource-type", "seed")).lines).toContain("countries");
    const tests = (await run(dbtLs, PROJECT, "--schema", "s", "--resource-type", "test")).lines.map((line) =>
      JSON.parse(line),
    );
    expect(tests.length).toBeGreaterThan(0);
    expect(
      tests.every(({ unique_id, resource_type }) => resource_type === "test" && unique_id.startsWith("test.shop.")),
    ).toBe(true);
    expect((await ls("--resource-type", "macro")).code).toBe(2);
  });

  it("takes adapter, database, vars and an environment file", async () => {
    const env = join(scratch, ".env");
    writeFileSync(env, "export TEAM='blue'\n");
    writeFileSync(join(scratch, "dbt_project.yml"), "name: x\nmodel-paths: ['.']");
    writeFileSync(join(scratch, "m.sql"), "{{ config(tags=[env_var('TEAM'), var('v')]) }} select 1");
    const args = [
      "--adapter",
      "bigquery",
      "--database",
      "proj",
      "--schema",
      "s",
      "--vars",
      '{"v": "z"}',
      "--env-file",
      env,
    ];
    const { lines } = await run(dbtLs, scratch, ...args);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ tags: ["blue", "z"], relation_name: "`proj`.`s`.`m`" });
  });

  it("tells problems with file and line on stderr and still succeeds", async () => {
    writeFileSync(join(scratch, "bad.sql"), "select 1\n{% if %}");
    const { code, stderr } = await run(dbtLs, scratch);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^bad\.sql:2: error: /m);
    rmSync(join(scratch, "bad.sql"));
  });

  it("names the projects below a folder that is none itself", async () => {
    const below = mkdtempSync(join(scratch, "repository-"));
    for (const project of ["a b/shop", "web", "web/dbt_packages/dbt_utils"]) {
      mkdirSync(join(below, project), { recursive: true });
      writeFileSync(join(below, project, "dbt_project.yml"), "name: x");
    }
    for (const command of [() => run(dbtLs, below), () => run(dbtCompile, below, "--select", "m")]) {
      const { code, stderr } = await command();
      expect(code).toBe(1);
      expect(stderr).toContain('There are projects in: "web", "a b/shop". Name one with --project-path.\n');
    }
    expect((await run(dbtLs, below, "--project-path", "a b/shop")).code).toBe(0);
    rmSync(below, { recursive: true });
  });

  it("fails where no project is, and where it is called wrongly", async () => {
    expect(await run(dbtLs, scratch, "--project-path", "nowhere")).toMatchObject({ code: 1 });
    expect((await run(dbtLs)).code).toBe(2);
    expect((await run(dbtLs, PROJECT, "--adapter", "oracle")).code).toBe(2);
    expect((await run(dbtLs, PROJECT, "--vars", "[1]")).code).toBe(2);
    expect((await run(dbtLs, "--help")).stdout).toContain("Usage");
  });
});

describe("dbt compile", () => {
  const settings = ["--schema", "dbt_default", "--target", "dev"];

  it("prints a model's SQL", async () => {
    const { code, stdout } = await run(dbtCompile, PROJECT, ...settings, "--select", "util_model");
    expect([code, stdout]).toEqual([0, "select 7 as lvl, 'pkgdefault' as other\n"]);
  });

  it("finds a version by its number", async () => {
    expect((await run(dbtCompile, PROJECT, ...settings, "--select", "dim.v1")).stdout).toContain("old_col");
    expect((await run(dbtCompile, PROJECT, ...settings, "--select", "dim")).stdout).not.toContain("old_col");
  });

  it("fails for a model that is not there, disabled or Python", async () => {
    for (const name of ["ghost", "old", "py_model"])
      expect((await run(dbtCompile, PROJECT, ...settings, "--select", name)).code).toBe(1);
    expect((await run(dbtCompile, PROJECT, ...settings, "--select", "old")).stderr).toContain("disabled");
  });
});
