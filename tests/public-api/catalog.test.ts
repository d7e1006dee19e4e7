import { describe, expect, it } from "vitest";
import { findCatalogEntry } from "@/server/domain/catalog/find-catalog-entry";
import { listCatalogIds } from "@/server/domain/catalog/list-catalog-ids";
import { DestinationMetadata, SourceMetadata, WarehouseMetadata } from "@/server/public-api/catalog-shapes";
import { presentEntry } from "@/server/public-api/present-catalog";
import { db, workspaceClient } from "./people";
import { braze, postgres } from "./world";

describe("every entry of the catalog", () => {
  it.each([
    ["sources", SourceMetadata],
    ["destinations", DestinationMetadata],
    ["warehouses", WarehouseMetadata],
  ] as const)("has exactly the fields that Segment's clients know: %s", (kind, shape) => {
    for (const id of listCatalogIds(kind)) {
      const entry = findCatalogEntry(kind, id);
      const shown: unknown = JSON.parse(JSON.stringify(entry && presentEntry(entry)));
      expect(shape.parse(shown)).toEqual(shown);
    }
  });
});

describe("the catalog", () => {
  it("is listed in pages and by id, with the same content each time", async () => {
    const { send } = await workspaceClient("Workspace Member");
    for (const [kind, key, one] of [
      ["sources", "sourcesCatalog", "sourceMetadata"],
      ["destinations", "destinationsCatalog", "destinationMetadata"],
      ["warehouses", "warehousesCatalog", "warehouseMetadata"],
    ] as const) {
      const { data } = await send("GET", `/catalog/${kind}?pagination[count]=3`);
      expect(data[key]).toHaveLength(3);
      expect(data.pagination).toMatchObject({ next: "Mw==", totalEntries: listCatalogIds(kind).length });
      const [, second] = data[key];
      expect((await send("GET", `/catalog/${kind}/${second.id}`)).data).toEqual({ [one]: second });
      expect((await send("GET", `/catalog/${kind}?pagination[count]=3`)).data).toEqual(data);
    }
  });

  it("says what a destination's actions ask for", async () => {
    const { send } = await workspaceClient();
    const { destinationMetadata } = (await send("GET", `/catalog/destinations/${braze}`)).data;
    expect(destinationMetadata).toMatchObject({ slug: "actions-braze-cloud", status: "PUBLIC", contacts: null });
    const action = destinationMetadata.actions.find(({ slug }: { slug: string }) => slug === "updateUserProfile");
    expect(action).toMatchObject({ platform: "CLOUD", fields: expect.any(Array) });
    expect((await send("GET", `/catalog/warehouses/${postgres}`)).data.warehouseMetadata.options).not.toEqual([]);
  });

  it("has the workspace's own functions by id, as what they are", async () => {
    const { send } = await workspaceClient();
    const fn = { displayName: "Mine", resourceType: "DESTINATION", code: "x", settings: [] };
    const { catalogId } = (await send("POST", "/functions", fn)).data.function;
    const { data } = await send("GET", `/catalog/destinations/${catalogId}`);
    expect(data.destinationMetadata).toMatchObject({ id: catalogId, name: "Mine" });
    expect((await send("GET", `/catalog/sources/${catalogId}`)).status).toBe(404);
    const stranger = await workspaceClient();
    expect((await stranger.send("GET", `/catalog/destinations/${catalogId}`)).status).toBe(404);
    for (const id of ["nothing", "%00", "__proto__"]) {
      expect((await send("GET", `/catalog/warehouses/${id}`)).status).toBe(404);
    }
    expect(await db.resource.count({ where: { id: `dfn_${catalogId}` } })).toBe(1);
  });
});
