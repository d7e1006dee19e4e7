import { expect, it } from "vitest";
import { updateResource } from "@/server/domain/resources/update-resource";
import { connectSource } from "@/server/domain/warehouses/connect-source";
import type { WarehouseLogins, WarehouseSettings } from "@/server/domain/warehouses/ports";
import { getConnectionState, tryWarehouseSettings } from "@/server/domain/warehouses/try-connection";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { addWorld, postgres } from "@/tests/public-api/world";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();
const settings = { hostname: "db.example.test", port: 5433, database: "d", username: "u", password: "secret-word" };

/** A database that lets everybody in, and tells who came. */
function openDoor() {
  const came: WarehouseSettings[] = [];
  const logins: WarehouseLogins = {
    postgres: async (given) => {
      came.push(given);
      return true;
    },
  };
  return { came, logins };
}

it("A stored warehouse is signed in to with its own secret", async () => {
  const { ctx } = await freshWorkspace(db);
  const { warehouse: id } = await addWorld(ctx);
  await updateResource(ctx, { kind: "warehouse", id, changes: { settings } });
  const { came, logins } = openDoor();
  expect(await getConnectionState(ctx, logins, id)).toBe("CONNECTED");
  expect(came).toEqual([settings]);
});

it("Warehouses are connected and tried by those who may write them only", async () => {
  const workspace = await freshWorkspace(db);
  const world = await addWorld(workspace.ctx);
  const pair = { sourceId: world.source, warehouseId: world.warehouse };
  await connectSource(workspace.ctx, pair);
  const { came, logins } = openDoor();
  for (const ctx of [workspace.as("Warehouse Destination Read-only"), workspace.as("Source Admin"), workspace.nobody]) {
    for (const act of [
      () => connectSource(ctx, pair),
      () => connectSource(ctx, { ...pair, sourceId: world.otherSource }),
      () => getConnectionState(ctx, logins, world.warehouse),
      () => tryWarehouseSettings(ctx, logins, { metadataId: postgres, settings }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    }
  }
  expect(came).toEqual([]);
});
