import { expect, it } from "vitest";
import { createResource } from "@/server/domain/resources/create-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { addSource, productDatabase, rename } from "@/tests/domain/git-sync/world";
import { exported } from "@/tests/domain/import/tree";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();

it("has one file for each resource, and no import that nothing stands behind", async () => {
  const { ctx } = await freshWorkspace(db);
  const [kept, gone] = [await addSource(ctx, "kept"), await addSource(ctx, "gone")];
  const label = await createResource(ctx, { kind: "label", state: { key: "team", value: "growth" } });
  await rename(ctx, kept.id, "Renamed");
  await removeResource(ctx, { kind: "source", id: gone.id });
  await removeResource(ctx, { kind: "label", id: label.id });
  const tree = await exported(ctx);
  const paths = [...tree.keys()].filter((path) => !path.startsWith("users/"));
  expect(paths).toEqual([`sources/${kept.id}.tf`]);
  expect(tree.get(`sources/${kept.id}.tf`)?.match(/import \{|resource "/g)).toEqual(["import {", 'resource "']);
});

it("is refused to people who may not read the whole workspace", async () => {
  const { ctx, as, nobody } = await freshWorkspace(db);
  const { id } = await addSource(ctx, "own");
  for (const other of [nobody, as("Source Admin", { kind: "source", id })]) {
    await expect(exported(other)).rejects.toMatchObject({ code: "forbidden" });
  }
});
