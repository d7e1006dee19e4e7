import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { createResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import { createSecretScanner, leastSecretLength } from "@/server/domain/secrets/secret-scanner";
import { workspaceScanner } from "@/server/domain/secrets/workspace-scanner";
import { addSource, productDatabase, rename } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();

const scannerOf = (...values: string[]) =>
  createSecretScanner(values.map((value, n) => ({ field: `field ${n}`, value })));

describe("a scanner", () => {
  it("finds each secret whole or encoded, anywhere in a text, and names its field", () => {
    const secret = fc.string({ minLength: leastSecretLength, maxLength: 60, unit: "grapheme" });
    const encodings: ((value: string) => string)[] = [
      (value) => value,
      (value) => JSON.stringify(value).slice(1, -1),
      (value) => encodeURIComponent(value),
      (value) => Buffer.from(value).toString("hex"),
      (value) => Buffer.from(value).toString("base64"),
      (value) => Buffer.from(value).toString("base64url"),
    ];
    const text = fc.string({ maxLength: 30 });
    fc.assert(
      fc.property(secret, text, text, fc.constantFrom(...encodings), (value, before, after, encode) => {
        const scanner = scannerOf("another secret value", value);
        expect(scanner.find(`${before}${encode(value)}${after}`)).toMatch(/^field [01]$/);
      }),
      { numRuns: 500 },
    );
  });

  it("finds a secret inside a longer text that was encoded as a whole, at every alignment", () => {
    const scanner = scannerOf("hunter2-hunter2");
    for (const lead of ["", "u", "us", "use", "user:"]) {
      for (const tail of ["", "@", "@h", "@ho"]) {
        const whole = Buffer.from(`${lead}hunter2-hunter2${tail}`);
        expect(scanner.find(`x ${whole.toString("base64")} y`), lead + tail).toBe("field 0");
        expect(scanner.find(whole.toString("base64url"))).toBe("field 0");
      }
    }
  });

  it("finds nothing in texts that hold none, and ignores values too short to tell", () => {
    expect(scannerOf("abc", "").find("abc abc abc")).toBeNull();
    expect(scannerOf("correct horse battery").find("correct horse batter y")).toBeNull();
    expect(scannerOf().find("anything")).toBeNull();
    expect(scannerOf("long enough").find("")).toBeNull();
  });

  it("takes time by the text, not by the number of secrets", () => {
    const many = scannerOf(...Array.from({ length: 5000 }, (_, n) => `secret value number ${n * 7919}`));
    const text = "an ordinary line of code that holds no such thing\n".repeat(20_000);
    const begun = performance.now();
    expect(many.find(text)).toBeNull();
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

describe("a workspace's scanner", () => {
  const settings = (password: string) => ({ host: "db.example.com", username: "segment", password });
  const addWarehouse = (ctx: Ctx, password: string) =>
    createResource(ctx, {
      kind: "warehouse",
      state: { name: "Lake", enabled: true, metadata: { id: "l8jDQSyD2d" }, settings: settings(password) },
    });
  const find = async (ctx: Ctx, text: string) => (await workspaceScanner(db, ctx.workspace.id)).find(text);

  it("knows a secret as soon as it is set, changed or removed, and no other workspace's", async () => {
    const { ctx } = await freshWorkspace(db);
    const { ctx: other } = await freshWorkspace(db);
    expect(await find(ctx, "first password")).toBeNull();
    const { id } = await addWarehouse(ctx, "first password");
    expect(await find(ctx, "x first password x")).toBe("Warehouse “Lake”, settings.password");
    expect(await find(other, "first password")).toBeNull();
    await updateResource(ctx, { kind: "warehouse", id, changes: { settings: settings("second password") } });
    expect(await find(ctx, "second password")).not.toBeNull();
    expect(await find(ctx, "first password")).toBeNull();
    await removeResource(ctx, { kind: "warehouse", id });
    expect(await find(ctx, "second password")).toBeNull();
  });

  it("is kept while changes touch no secret", async () => {
    const { ctx } = await freshWorkspace(db);
    await addWarehouse(ctx, "first password");
    const source = await addSource(ctx, "web");
    const before = await workspaceScanner(db, ctx.workspace.id);
    await rename(ctx, source.id, "Renamed");
    expect(await workspaceScanner(db, ctx.workspace.id)).toBe(before);
  });
});

describe("secrets of resources", () => {
  const settings = { host: "h.example.com", username: "u", password: "correct horse battery" };
  async function withDestination(values: Record<string, string>) {
    const { ctx } = await freshWorkspace(db);
    const source = await addSource(ctx, "web");
    const { id, state } = await createResource(ctx, {
      kind: "destination",
      state: {
        name: "Unknown type",
        enabled: true,
        source_id: source.id,
        metadata: { id: "0123456789abcdef01234567" },
        settings: values,
      },
    });
    return { ctx, id, state };
  }

  it("are masked in the state, with the last four characters only when enough stay hidden", async () => {
    const { state } = await withDestination({ apiKey: "abcdefghijklmnop", token: "short1", url: "https://x" });
    expect(state.settings).toEqual({ apiKey: "••••••••••mnop", token: "••••••••••", url: "https://x" });
  });

  it("stay when their mask comes back, change when another value comes, go when they are left out", async () => {
    const { ctx, id, state } = await withDestination({ apiKey: "abcdefghijklmnop", url: "https://x" });
    const secretsOf = async () => (await getResource(ctx, { kind: "destination", id })).secrets;
    const [first] = await secretsOf();
    const edit = (values: Record<string, string>) =>
      updateResource(ctx, { kind: "destination", id, changes: { settings: values } });
    const masked = (state.settings as Record<string, string>).apiKey ?? "";
    expect(await edit({ apiKey: masked, url: "https://x" })).toMatchObject({ changed: false });
    expect(await edit({ apiKey: "abcdefghijklmnop", url: "https://x" })).toMatchObject({ changed: false });
    expect(await edit({ apiKey: masked, url: "https://y" })).toMatchObject({ changed: true });
    expect(await secretsOf()).toEqual([first]);
    expect(await edit({ apiKey: "qrstuvwxyz-mnop", url: "https://y" })).toMatchObject({ changed: true });
    expect((await secretsOf())[0]?.setAt.getTime()).toBeGreaterThanOrEqual(first?.setAt.getTime() ?? 0);
    await edit({ url: "https://y" });
    expect(await secretsOf()).toEqual([]);
  });

  it("a warehouse's password is no part of its state at all", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id, state } = await createResource(ctx, {
      kind: "warehouse",
      state: { name: "Lake", enabled: true, metadata: { id: "l8jDQSyD2d" }, settings },
    });
    expect(state.settings).not.toHaveProperty("password");
    await updateResource(ctx, { kind: "warehouse", id, changes: { settings: { host: "other", username: "u" } } });
    expect((await getResource(ctx, { kind: "warehouse", id })).secrets.map(({ path }) => path)).toEqual([
      "settings.password",
    ]);
  });

  it("settings that a function declares sensitive are secret in what is made of it", async () => {
    const { ctx } = await freshWorkspace(db);
    const source = await addSource(ctx, "web");
    const setting = (name: string, sensitive: boolean) => ({
      ...{ name, label: name, description: "", type: "STRING", required: false, sensitive },
    });
    const fn = await createResource(ctx, {
      kind: "function",
      state: {
        resource_type: "INSERT_SOURCE",
        display_name: "Enrich",
        code: "async function onTrack(e) { return e }",
        settings: [setting("key", true), setting("region", false)],
      },
    });
    const { state } = await createResource(ctx, {
      kind: "insert_function_instance",
      state: {
        name: "Enrich web",
        function_id: fn.id,
        integration_id: source.id,
        enabled: true,
        settings: { key: "plain words only", region: "eu-west-1" },
      },
    });
    expect(state.settings).toEqual({ key: "••••••••••only", region: "eu-west-1" });
  });

  it("are in no change record, audit event or stored state", async () => {
    const value = "a value that nobody should see";
    const { ctx, id } = await withDestination({ apiKey: value, url: "https://x" });
    await updateResource(ctx, {
      kind: "destination",
      id,
      changes: { settings: { apiKey: `${value} 2`, url: "https://y" } },
    });
    const where = { workspaceId: ctx.workspace.id };
    const everything = [
      await db.changeRecord.findMany({ where }),
      await db.auditEvent.findMany({ where }),
      await db.resource.findMany({ where }),
      (await db.resourceSecret.findMany({ where })).map((row) => Buffer.from(row.ciphertext).toString("latin1")),
    ];
    const text = JSON.stringify(everything, (_, each) => (typeof each === "bigint" ? String(each) : each));
    expect(text).not.toContain(value.slice(0, 20));
  });
});
