import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exportCommand } from "@/server/cli/export";
import { importCommand } from "@/server/cli/import";
import { commandContext } from "@/server/cli/in-workspace";
import { tokenCreate } from "@/server/cli/token-create";
import type { Ctx } from "@/server/core/ctx";
import { contextForToken } from "@/server/domain/api-tokens/context-for-token";
import { createResource } from "@/server/domain/resources/create-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { addSource, productDatabase, rename } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { tempDir } from "@/tests/support/temp-dir";

const { db } = await productDatabase();

async function start() {
  const { ctx } = await freshWorkspace(db);
  const said = { out: "", err: "" };
  const out = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
  };
  return { ctx: await commandContext(db, ctx.workspace.slug), said, out, dir: path.join(await tempDir(), "tree") };
}

const plain = { json: false, force: false };
const imports = { plan: false, yes: true, delete: false, json: false, varFiles: [] };
const files = (dir: string) =>
  fs
    .readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => fs.statSync(path.join(dir, name)).isFile());

describe("export", () => {
  it("writes the tree, then only what changed, and takes away what is gone", async () => {
    const { ctx, said, out, dir } = await start();
    const [one, two] = [await addSource(ctx, "one"), await addSource(ctx, "two")];
    expect(await exportCommand(ctx, dir, plain, out)).toBe(0);
    expect(files(dir)).toHaveLength(3);
    const kept = fs.statSync(path.join(dir, `sources/${one.id}.tf`)).mtimeMs;
    await removeResource(ctx, { kind: "source", id: two.id });
    await addSource(ctx, "three");
    expect(await exportCommand(ctx, dir, { ...plain, json: true }, out)).toBe(0);
    expect(said.out).toContain("3 resources");
    expect(JSON.parse(said.out.slice(said.out.indexOf("{")))).toMatchObject({
      ...{ written: 1, unchanged: 2, deleted: 1, heldBack: [], style: "masked", resources: 3 },
    });
    expect(fs.statSync(path.join(dir, `sources/${one.id}.tf`)).mtimeMs).toBe(kept);
    expect(files(dir)).toHaveLength(3);
  });

  it("names files that no export wrote, and writes beside them only when told to", async () => {
    const { ctx, said, out, dir } = await start();
    const { id } = await addSource(ctx, "one");
    fs.mkdirSync(path.join(dir, "sources"), { recursive: true });
    fs.mkdirSync(path.join(dir, ".git"));
    fs.writeFileSync(path.join(dir, ".git", "HEAD"), "x");
    fs.writeFileSync(path.join(dir, "README.md"), "mine");
    fs.writeFileSync(path.join(dir, "sources", "other.tf"), "# mine");
    expect(await exportCommand(ctx, dir, plain, out)).toBe(1);
    expect(said.err).toContain("README.md, sources/other.tf. Choose an empty folder");
    expect(files(dir)).not.toContain(`sources/${id}.tf`);
    expect(await exportCommand(ctx, dir, { ...plain, force: true }, out)).toBe(0);
    expect(files(dir)).toEqual(expect.arrayContaining(["README.md", "sources/other.tf", `sources/${id}.tf`]));
  });

  it("never writes through a link, and leaves no half tree", async () => {
    const { ctx, said, out, dir } = await start();
    await addSource(ctx, "one");
    const elsewhere = await tempDir();
    fs.mkdirSync(dir);
    fs.symlinkSync(elsewhere, path.join(dir, "sources"));
    expect(await exportCommand(ctx, dir, { ...plain, force: true }, out)).toBe(1);
    expect(said.err).toContain("is a link. Remove it");
    expect(fs.readdirSync(elsewhere)).toEqual([]);
    expect(fs.readdirSync(dir)).toEqual(["sources"]);
  });

  it("says why a folder cannot be written to", async () => {
    const { ctx, said, out, dir } = await start();
    await addSource(ctx, "one");
    fs.writeFileSync(dir, "a file");
    expect(await exportCommand(ctx, dir, plain, out)).toBe(1);
    expect(said.err).toBe(`Cannot write to ${dir}: a file stands there (EEXIST). Name another folder.\n`);
    said.err = "";
    expect(await exportCommand(ctx, path.join(dir, "below"), plain, out)).toBe(1);
    expect(said.err).toContain("a part of its path is no folder (ENOTDIR).");
  });

  it("clears away what a killed export left", async () => {
    const { ctx, out, dir } = await start();
    fs.mkdirSync(path.join(dir, ".tributary-export-0123456789ab", "sources"), { recursive: true });
    expect(await exportCommand(ctx, dir, plain, out)).toBe(0);
    expect(fs.readdirSync(dir)).toEqual(["users"]);
  });

  it("refuses to show a stored secret that stands somewhere in plain text", async () => {
    const { ctx, out, dir } = await start();
    const settings = { host: "h", username: "u", password: "correct horse battery" };
    const state = { name: "W", enabled: true, metadata: { id: "l8jDQSyD2d" }, settings };
    await createResource(ctx, { kind: "warehouse", state });
    await rename(ctx, (await addSource(ctx, "one")).id, "correct horse battery");
    await expect(exportCommand(ctx, dir, plain, out)).rejects.toMatchObject({
      message: expect.stringContaining("would have shown a stored secret"),
    });
    expect(fs.readdirSync(dir)).toEqual([]);
  });

  it("leaves out what its file would not say, tells why, and keeps its file of before", async () => {
    const { ctx, said, out, dir } = await start();
    const { id } = await addSource(ctx, "one");
    await exportCommand(ctx, dir, plain, out);
    await spoil(ctx, id);
    expect(await exportCommand(ctx, dir, plain, out)).toBe(1);
    expect(said.err).toContain(
      `sources/${id}.tf was left out: what would be written differs from the workspace at colour.`,
    );
    expect(files(dir)).toContain(`sources/${id}.tf`);
  });
});

/** A state that no way in lets through: an attribute that is none. */
const spoil = (ctx: Ctx, id: string) =>
  db.$executeRaw`UPDATE "Resource" SET state = jsonb_set(state, '{colour}', '"red"') WHERE "workspaceId" = ${ctx.workspace.id} AND id = ${id}`;

describe("import", () => {
  async function tree() {
    const from = await start();
    await addSource(from.ctx, "one");
    await addSource(from.ctx, "two");
    await exportCommand(from.ctx, from.dir, plain, from.out);
    fs.rmSync(path.join(from.dir, "users"), { recursive: true });
    return from.dir;
  }

  it("shows a plan, and does it with --yes", async () => {
    const dir = await tree();
    const { ctx, said, out } = await start();
    expect(await importCommand(ctx, dir, { ...imports, plan: true }, out)).toBe(0);
    expect(said.out).toContain("+ source ");
    expect(said.out).toContain("2 files: 2 to create, 0 to change");
    expect(await ctx.db.resource.count({ where: { workspaceId: ctx.workspace.id, kind: "source" } })).toBe(0);
    expect(await importCommand(ctx, dir, imports, out)).toBe(0);
    expect(await ctx.db.resource.count({ where: { workspaceId: ctx.workspace.id, kind: "source" } })).toBe(2);
    said.out = "";
    expect(await importCommand(ctx, dir, { ...imports, json: true }, out)).toBe(0);
    expect(JSON.parse(said.out)).toMatchObject({ applied: false, counts: { unchanged: 2, create: 0 } });
  });

  it("changes nothing without being allowed to, and when anything stands against it", async () => {
    const dir = await tree();
    const { ctx, said, out } = await start();
    expect(await importCommand(ctx, dir, { ...imports, yes: false }, out)).toBe(1);
    expect(said.err).toContain("Use --yes");
    fs.writeFileSync(path.join(dir, "sources", "bad.tf"), "resource {");
    fs.symlinkSync("/etc/passwd", path.join(dir, "link.tf"));
    expect(await importCommand(ctx, dir, imports, out)).toBe(1);
    expect(said.out).toMatch(/error: link.tf: It is a link.*\n.*sources\/bad.tf:1: /);
    expect(await ctx.db.resource.count({ where: { workspaceId: ctx.workspace.id, kind: "source" } })).toBe(0);
  });

  it("says what it cannot read", async () => {
    const { ctx, said, out, dir } = await start();
    expect(await importCommand(ctx, path.join(dir, "nowhere"), imports, out)).toBe(2);
    const values = path.join(await tempDir(), "bad.tfvars");
    fs.writeFileSync(values, "a = [1]\n");
    expect(await importCommand(ctx, await tempDir(), { ...imports, varFiles: [values] }, out)).toBe(2);
    expect(said.err).toContain("nowhere: there is no such file or folder (ENOENT).");
    expect(said.err).toContain("bad.tfvars:1:5: A secret must be a text.");
  });
});

describe("token create", () => {
  it("prints the token and nothing else, and the token works", async () => {
    const { ctx, said, out } = await start();
    expect(await tokenCreate(ctx, { name: "ci", role: "member", expiresDays: "30" }, out)).toBe(0);
    expect(said.out).toMatch(/^trb_\S{43}\n$/);
    const token = await contextForToken(db, said.out.trim());
    expect(token).toMatchObject({ workspace: ctx.workspace, access: { grants: [{ role: "Workspace Member" }] } });
    const created = await db.apiToken.findFirstOrThrow({ where: { workspaceId: ctx.workspace.id } });
    expect(created).toMatchObject({ name: "ci", createdBy: "Tributary command line" });
  });

  it.each([
    [{ name: "ci", role: "king" }, "--role must be owner or member"],
    [{ name: "", role: "owner" }, "name: Give the token a name."],
    [
      { name: "ci", role: "owner", expiresDays: "soon" },
      "--expires-days must be a whole number of days from 1 to 3660.",
    ],
  ])("refuses %j", async (options, message) => {
    const { ctx, said, out } = await start();
    expect(await tokenCreate(ctx, options, out)).toBe(2);
    expect(said).toMatchObject({ out: "", err: expect.stringContaining(message) });
  });
});

it("names the workspaces that there are when one is not", async () => {
  await expect(commandContext(db, "no-such-workspace")).rejects.toMatchObject({ code: "not-found" });
});
