import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FolderSource } from "@/server/dbt/folder/folder-source";
import { loadProject } from "@/server/dbt/load";
import { LoadSettings } from "@/server/dbt/settings";
import { mapSource } from "@/tests/dbt/support/folder-source";
import { codes, load, node } from "@/tests/dbt/support/project";
import { tempDir } from "@/tests/support/temp-dir";

const settings = LoadSettings.parse({ schema: "base" });
const rest = { "models/good.sql": "select 1 as a" };

function problem(files: Record<string, string>, code: string) {
  const project = load({ ...rest, ...files });
  expect(project.nodes.has("model.shop.good")).toBe(true);
  return project.problems.find((candidate) => candidate.code === code);
}

describe("a project that cannot be loaded", () => {
  it("has no project file", () => {
    const loaded = loadProject({ source: mapSource({ "sub/dbt_project.yml": "name: x" }), settings });
    expect(loaded.nodes).toBeNull();
    expect(loaded.problems[0]).toMatchObject({ code: "project-missing", file: "dbt_project.yml" });
  });

  it.each(["", "- a", "name: 1-2", "name: x\n  bad: ["])("has a project file that says %j", (text) => {
    expect(loadProject({ source: mapSource({ "dbt_project.yml": text }), settings }).nodes).toBeNull();
  });

  it("asks for a path outside the checkout", () => {
    const outside = LoadSettings.parse({ schema: "s", projectPath: "../other" });
    expect(loadProject({ source: mapSource({ "dbt_project.yml": "name: x" }), settings: outside }).nodes).toBeNull();
  });
});

describe("one bad file leaves the rest of the project loaded", () => {
  it("that is a symbolic link in a folder on disk, which is not followed", async () => {
    const folder = await tempDir();
    mkdirSync(join(folder, "models"));
    writeFileSync(join(folder, "dbt_project.yml"), "name: shop");
    writeFileSync(join(folder, "models", "good.sql"), "select 1 as a");
    symlinkSync(join(folder, "models", "good.sql"), join(folder, "models", "linked.sql"));
    const project = loadProject({ source: new FolderSource(folder), settings });
    expect(project.problems).toMatchObject([{ code: "file-unreadable", file: "models/linked.sql" }]);
    expect(project.nodes?.get("model.shop.linked")?.rawCode).toBe("");
    expect(project.nodes?.get("model.shop.good")?.rawCode).toBe("select 1 as a");
  });

  it("that is only a pointer of Git LFS", () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    expect(problem({ "models/big.sql": pointer }, "file-unreadable")).toMatchObject({
      file: "models/big.sql",
      message: expect.stringContaining("Git LFS"),
    });
  });

  it("with Jinja that does not parse, naming file and line", () => {
    expect(problem({ "models/bad.sql": "select 1\n{% if %}" }, "jinja-invalid")).toMatchObject({
      file: "models/bad.sql",
      line: 2,
    });
  });

  it("with Jinja that fails, keeping what it refers to", () => {
    const project = load({ ...rest, "models/bad.sql": "select * from {{ ref('good') }} {{ 1 + none }}" });
    expect(node(project, "model.shop.bad")).toMatchObject({ partiallyParsed: true, dependsOn: ["model.shop.good"] });
  });

  it("with YAML that does not parse", () => {
    expect(problem({ "models/s.yml": "models:\n  - name: [" }, "yaml-invalid")).toMatchObject({
      severity: "error",
      file: "models/s.yml",
    });
  });

  it("with a macro that loops for ever", () => {
    const files = {
      "macros/m.sql":
        "{% macro m() %}{% for i in range(999999) %}{% for j in range(999999) %}{% endfor %}{% endfor %}{% endmacro %}",
      "models/bad.sql": "{{ m() }}",
    };
    expect(problem(files, "limit-exceeded")?.message).toContain("macro m");
  });

  it("with paths that leave the checkout", () => {
    expect(
      problem({ "dbt_project.yml": "name: shop\nmodel-paths: [models, ../../etc, /etc]" }, "path-outside"),
    ).toBeDefined();
  });

  it("with a secret asked for by name", () => {
    expect(problem({ "models/bad.sql": "{{ env_var('DBT_ENV_SECRET_X', 'd') }}" }, "render-failed")?.message).toMatch(
      /secret/i,
    );
  });

  it("with an environment value that is not set", () => {
    expect(problem({ "models/bad.sql": "{{ env_var('TEAM') }}" }, "env-missing")?.message).toContain("TEAM");
  });

  it("never sees the server's own environment", () => {
    const project = load({ "models/m.sql": "{{ config(tags=env_var('PATH', 'none')) }} select 1" });
    expect(node(project, "model.shop.m").tags).toEqual(["none"]);
  });
});

describe("a project that dbt refuses as a whole", () => {
  it("has models that depend on each other in a circle", () => {
    const project = load({
      "models/a.sql": "select * from {{ ref('b') }}",
      "models/b.sql": "select * from {{ ref('a') }}",
    });
    expect(codes(project)).toContain("cycle");
  });

  it("has two models of one name", () => {
    expect(codes(load({ "models/x/a.sql": "select 1", "models/y/a.sql": "select 2" }))).toContain("duplicate-name");
  });

  it("has two models with one relation", () => {
    expect(codes(load({ "models/a.sql": "select 1", "models/b.sql": "{{ config(alias='a') }} select 2" }))).toContain(
      "ambiguous-relation",
    );
  });

  it("has references to nothing, and to disabled models", () => {
    const project = load({
      "models/a.sql": "{{ config(enabled=false) }}",
      "models/b.sql": "{{ ref('a') }}{{ ref('c') }}{{ source('s', 't') }}",
    });
    expect(codes(project).sort()).toEqual(["ref-disabled", "ref-unresolved", "source-unresolved"]);
  });

  it("names properties for a model that is not there", () => {
    expect(codes(load({ "models/s.yml": "models: [{name: ghost}]" }))).toEqual(["patch-without-node"]);
  });
});

describe("a checkout that is too large", () => {
  it("is told as a problem", () => {
    const entry = { path: "dbt_project.yml", blobId: "a", size: 1 };
    const source = { list: () => Array.from({ length: 100_001 }, () => entry), read: () => "name: shop" };
    const loaded = loadProject({ source, settings: LoadSettings.parse({ schema: "s" }) });
    expect(loaded.nodes).toBeNull();
    expect(loaded.problems).toMatchObject([{ code: "limit-exceeded", severity: "error" }]);
  });
});
