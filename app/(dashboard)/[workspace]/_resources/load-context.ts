import { apiFor } from "@/app/_trpc/server";
import { resourceKinds } from "@/server/core/kinds/table";
import { text } from "@/server/core/kinds/values";
import type { SettingField } from "@/server/domain/catalog/settings-of";
import type { ResourceDetail } from "@/server/domain/resources/get-resource";
import type { ValueContext } from "./attribute-value";

export interface DetailContext extends ValueContext {
  readonly fieldLabels: { readonly [field: string]: string };
  /** Settings of the catalog type, by name. */
  readonly settings: ReadonlyMap<string, SettingField>;
}

/** What the catalog knows about a resource: its type and settings by name; for a mapping, its action and fields. */
export async function loadContext(slug: string, resource: ResourceDetail): Promise<DetailContext> {
  const { catalog } = resourceKinds[resource.kind];
  const base = { slug, type: null, uses: resource.uses, names: {}, fieldLabels: {}, settings: new Map() };
  if (resource.kind === "destination_subscription") return { ...base, ...(await actionOf(slug, resource)) };
  if (resource.kind === "transformation") return { ...base, names: await destinationTypeOf(slug, resource) };
  if (!catalog || !resource.catalogId) return base;
  const api = await apiFor();
  const { entry, settings } = await api.catalog.entry({ workspace: slug, kind: catalog, id: resource.catalogId });
  const { id, name, logos } = entry.metadata;
  const type = { id, name, logo: logos.default, known: entry.origin !== "unknown" };
  return { ...base, type, settings: new Map(settings.map((field) => [field.name, field])) };
}

async function actionOf(slug: string, { state, uses }: ResourceDetail) {
  const destination = uses.find((use) => use.attribute === "destination_id");
  if (!destination) return {};
  const api = await apiFor();
  const { catalogId } = await api.resources.get({ workspace: slug, kind: destination.kind, id: destination.id });
  if (!catalogId) return {};
  const { entry } = await api.catalog.entry({ workspace: slug, kind: "destinations", id: catalogId });
  const actions = entry.kind === "destinations" ? entry.metadata.actions : [];
  const action = actions.find((one) => one.id === text(state.action_id));
  if (!action) return {};
  return {
    names: { action_id: action.name },
    fieldLabels: Object.fromEntries(action.fields.map((field) => [field.fieldKey, field.label])),
  };
}

async function destinationTypeOf(slug: string, { state }: ResourceDetail): Promise<{ [attribute: string]: string }> {
  const id = text(state.destination_metadata_id);
  if (!id) return {};
  const { entry } = await (await apiFor()).catalog.entry({ workspace: slug, kind: "destinations", id });
  return { destination_metadata_id: entry.metadata.name };
}
