import type { Ctx } from "@/server/core/ctx";
import type { ResourceKind } from "@/server/core/kinds/types";
import { isRecord, record, text } from "@/server/core/kinds/values";
import { rolesWith, writePermission } from "@/server/core/permissions";
import { resolveCatalogEntry } from "@/server/domain/catalog/find-catalog-entry";
import { functionAsCatalogEntry } from "@/server/domain/catalog/function-as-catalog-entry";
import { findAction } from "@/server/domain/catalog/list-actions";
import { listRoles } from "@/server/domain/catalog/list-roles";
import { type SettingField, settingsOf } from "@/server/domain/catalog/settings-of";
import type { CatalogEntry } from "@/server/domain/catalog/types";
import { findFunctionTypes, findInsertFunction } from "@/server/domain/resources/list-functions";
import type { ResourceState } from "@/server/hcl/schema";
import { describeForm } from "./describe-form";
import type { FormEntry, MappingAction, OpenForm } from "./types";

/** The catalog id in a state, wherever its kind keeps it; "" when there is none. */
const typeOf = (state: ResourceState) => text(record(state.metadata).id) || text(state.metadata_id);

function formEntry(entry: CatalogEntry): FormEntry {
  const { id, name, description, logos } = entry.metadata;
  const status = entry.kind === "warehouses" ? entry.status : entry.metadata.status;
  return { id, name, description, logo: logos.default, status, known: entry.origin !== "unknown" };
}

/** What the form of a state needs of its catalog entry, or of the function that it is an instance of. */
async function typeParts(
  ctx: Ctx,
  kind: ResourceKind,
  state: ResourceState,
  stored: ResourceState,
): Promise<Pick<OpenForm, "entry" | "settings">> {
  if (kind.catalog && typeOf(state)) {
    const entry = resolveCatalogEntry(
      kind.catalog,
      typeOf(state),
      await findFunctionTypes(ctx, kind.catalog, [typeOf(state)]),
    );
    return { entry: formEntry(entry), settings: settingsOf(entry, stored) };
  }
  if (kind.kind === "insert_function_instance" && text(state.function_id)) {
    return { entry: null, settings: await instanceSettings(ctx, text(state.function_id), stored) };
  }
  return { entry: null, settings: isRecord(state.settings) && kind.kind === "insert_function_instance" ? [] : null };
}

/** The settings that an insert function declares; a function that is gone declares none, and what is stored stays. */
async function instanceSettings(ctx: Ctx, functionId: string, stored: ResourceState): Promise<SettingField[]> {
  const found = await findInsertFunction(ctx, functionId);
  // Insert functions are no catalog entries, but they declare settings just as destination functions do.
  const like = { id: functionId, state: { ...found?.state, resource_type: "DESTINATION" } };
  const entry = functionAsCatalogEntry(like) ?? resolveCatalogEntry("destinations", functionId);
  return settingsOf(entry, stored);
}

/** What the catalog says of an action; null for other kinds and for actions that it does not know. */
export function mappingAction(destinationType: string, actionId: string): MappingAction | null {
  const action = findAction(destinationType, actionId);
  if (!action) return null;
  const { id, name, description, fields, syncMode } = action;
  return { id, name, description, fields, syncMode };
}

/** What is stored as a secret is asked for as one, whatever the type says of it, also where the state leaves it out. */
function asSecrets(
  fields: readonly SettingField[] | null,
  secrets: ReadonlySet<string>,
): readonly SettingField[] | null {
  return (
    fields?.map((field) =>
      secrets.has(field.name) ? { ...field, control: "secret" as const, secret: true } : field,
    ) ?? null
  );
}

/** The parts that new and edit forms have in common; `secretPaths` are those of its secrets, without a value too. */
export async function formParts(
  ctx: Ctx,
  kind: ResourceKind,
  values: ResourceState,
  secretPaths: readonly string[] = [],
) {
  const secrets = secretPaths.map((path) => path.replace(/^settings\./, ""));
  const stored = { ...Object.fromEntries(secrets.map((name) => [name, ""])), ...record(values.settings) };
  const { entry, settings } = await typeParts(ctx, kind, values, stored);
  return {
    kind: kind.kind,
    singular: kind.singular,
    plural: kind.plural,
    route: kind.route,
    fields: describeForm(kind),
    values,
    workspaceId: ctx.workspace.id,
    roles: rolesWith(writePermission[kind.kind]),
    grantable: "permissions" in kind.attributes ? listRoles().map(({ id, name }) => ({ id, name })) : [],
    entry,
    settings: asSecrets(settings, new Set(secrets)),
  };
}
