import { unwrap } from "@segment/public-api-sdk-typescript";
import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { page, servedSdk } from "./sdk";
import { addWorld } from "./world";

const { db } = await productDatabase();
const sdk = await servedSdk(db);
const SUCCESS = { status: "SUCCESS" };

it("the npm SDK reads its workspace, and is said back what it says", async () => {
  const { workspaces, testing, ctx } = await sdk();
  const { id, slug, name } = ctx.workspace;
  expect((await unwrap(workspaces.getWorkspace())).workspace).toEqual({ id, slug, name });
  expect(await unwrap(testing.echo("hello"))).toMatchObject({ method: "get", message: "hello" });
  await expect(testing.echo("no", 0, true, false, false, 409)).rejects.toMatchObject({ statusCode: 409 });
});

it("the npm SDK works with labels", async () => {
  const { labels } = await sdk();
  const label = { key: "team", value: "growth", description: "Growth" };
  expect((await unwrap(labels.createLabel({ label }))).label).toEqual(label);
  expect((await unwrap(labels.listLabels())).labels).toContainEqual(label);
  expect(await unwrap(labels.deleteLabel("team", "growth"))).toEqual(SUCCESS);
  expect((await unwrap(labels.listLabels())).labels).not.toContainEqual(label);
});

it("the npm SDK works with sources, their labels and write keys", async () => {
  const { sources, labels, ctx } = await sdk();
  const world = await addWorld(ctx);
  const given = { slug: "shop", enabled: true, metadataId: "IqDTy1TpoU", settings: { a: 1 } };
  const { source } = await unwrap(sources.createSource(given));
  expect((await unwrap(sources.updateSource(source.id, { name: "Shop", enabled: false }))).source).toMatchObject({
    ...{ id: source.id, slug: "shop", name: "Shop", enabled: false, settings: { a: 1 } },
  });
  for (const value of ["one", "two"]) await unwrap(labels.createLabel({ label: { key: value, value } }));
  const [one, two] = ["one", "two"].map((value) => ({ key: value, value }));
  const only = await unwrap(sources.replaceLabelsInSource(source.id, { labels: one ? [one] : [] }));
  expect(only.labels).toEqual([one]);
  const both = await unwrap(sources.addLabelsToSource(source.id, { labels: two ? [two] : [] }));
  expect(both.labels).toHaveLength(2);
  const [first = ""] = source.writeKeys;
  const { source: keyed } = await unwrap(sources.createWriteKeyForSource(source.id));
  expect(keyed.writeKeys).toHaveLength(2);
  expect(await unwrap(sources.removeWriteKeyFromSource(source.id, first))).toEqual(SUCCESS);
  const shown = await unwrap(sources.getSource(source.id));
  expect(shown).toMatchObject({ source: { id: source.id, labels: expect.any(Array) }, trackingPlanId: null });
  expect(shown.source.writeKeys).not.toContain(first);
  const listed = await unwrap(sources.listSources(page));
  expect(listed.sources.map(({ id }) => id)).toContain(source.id);
  const connected = await unwrap(sources.listConnectedDestinationsFromSource(world.source, page));
  expect(connected.destinations.map(({ id }) => id)).toEqual([world.destination]);
  expect(await unwrap(sources.deleteSource(source.id))).toEqual(SUCCESS);
  await expect(sources.getSource(source.id)).rejects.toMatchObject({ statusCode: 404 });
});
