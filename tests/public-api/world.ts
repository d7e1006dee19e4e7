import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { createResource } from "@/server/domain/resources/create-resource";
import type { ResourceState } from "@/server/hcl/schema";

export const braze = "60f9d0d048950c356be2e4da";
export const postgres = "55d3d3aea3c";

/** Ids of two sources, and of destinations, a warehouse, a tracking plan and a model that belong to the first. */
export type World = Record<
  "source" | "otherSource" | "destination" | "modelDestination" | "warehouse" | "plan" | "model",
  string
>;

/** What calls about connections are made on, without an API. */
export async function addWorld(ctx: Ctx): Promise<World> {
  const add = async (kind: KindName, state: ResourceState) => (await createResource(ctx, { kind, state })).id;
  const addSource = (slug: string, id: string) =>
    add("source", {
      name: slug === "web" ? "Web" : slug,
      slug,
      enabled: true,
      metadata: { id },
      settings: {},
      labels: null,
    });
  const source = await addSource("web", "IqDTy1TpoU");
  const otherSource = await addSource("other", "iUM16Md8P2");
  const modelSource = await addSource("rows", "iUM16Md8P2");
  const addDestination = (source_id: string) =>
    add("destination", { name: null, enabled: true, source_id, metadata: { id: braze }, settings: {} });
  const model = { name: "m", description: "", enabled: true, query: "SELECT 1 AS id", query_identifier_column: "id" };
  return {
    source,
    otherSource,
    destination: await addDestination(source),
    modelDestination: await addDestination(modelSource),
    warehouse: await add("warehouse", {
      name: "PG",
      enabled: true,
      metadata: { id: postgres },
      settings: { hostname: "127.0.0.1" },
    }),
    plan: await add("tracking_plan", { name: "Plan", type: "LIVE", rules: [] }),
    model: await add("reverse_etl_model", { ...model, source_id: modelSource }),
  };
}
