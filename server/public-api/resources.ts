import { NotFoundError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import type { Attributes, KindName } from "@/server/core/kinds/types";
import { isRecord } from "@/server/core/kinds/values";
import { createOnce } from "@/server/domain/resources/create-once";
import { getState, listStates, type StatesQuery, type StoredState } from "@/server/domain/resources/list-states";
import { removeWithParts } from "@/server/domain/resources/remove-with-parts";
import type { ExtraSecrets } from "@/server/domain/resources/store-extra";
import { editResource } from "@/server/domain/resources/update-resource";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { fromApi } from "./attribute-shape";
import { type Pagination, paginationOf } from "./pagination";
import type { Call } from "./route";
import { whenFree } from "./when-free";

type Given = { readonly [name: string]: unknown };
type Changes = { readonly [name: string]: JsonValue };

/** A page of a kind's resources with its pagination. */
export async function list(
  { ctx, page }: Pick<Call<unknown>, "ctx" | "page">,
  kind: KindName,
  only: Pick<StatesQuery, "uses" | "where" | "without"> = {},
): Promise<{ items: StoredState[]; pagination: Pagination }> {
  const { items, total } = await listStates(ctx, { kind, ...page, ...only });
  return { items, pagination: paginationOf(page, total) };
}

/** Creates a resource from attributes; the same request sent again gives the same one. */
export async function create(
  { ctx, repeatKey }: Pick<Call<unknown>, "ctx" | "repeatKey">,
  kind: KindName,
  state: Changes,
  extra?: ResourceState,
  extraSecrets?: ExtraSecrets,
): Promise<StoredState> {
  const { attributes } = resourceKinds[kind];
  const beyond = { ...(extra ? { extra } : {}), ...(extraSecrets ? { extraSecrets } : {}) };
  const { id } = await createOnce(
    ctx,
    { kind, state: withoutEmpty(attributes, state) },
    { requestKey: repeatKey, ...beyond },
  );
  return getState(ctx, { kind, id });
}

/**
 * Changes the attributes that a PATCH gives. `settings` is merged: a null takes its key away, the other keys stay. A
 * required attribute that is null stays as it is.
 */
export async function patch(
  { ctx }: Pick<Call<unknown>, "ctx">,
  ref: { readonly kind: KindName; readonly id: string },
  given: Given,
  extra?: (before: ResourceState) => ResourceState,
  extraSecrets?: ExtraSecrets,
): Promise<StoredState> {
  const { attributes } = resourceKinds[ref.kind];
  const wanted = Object.fromEntries(
    Object.entries(withoutEmpty(attributes, fromApi(attributes, given))).filter(
      ([name, value]) => value !== null || attributes[name]?.mode !== "required",
    ),
  );
  await editResource(ctx, ref, ({ state, extra: kept }) => ({
    changes:
      attributes.settings?.input === "settings" && isRecord(wanted.settings)
        ? { ...wanted, settings: mergeSettings(state.settings, wanted.settings) }
        : wanted,
    ...(extra ? { extra: extra(kept) } : {}),
    ...(extraSecrets ? { extraSecrets } : {}),
  }));
  return getState(ctx, ref);
}

/** An optional text that is empty is none: clients would see a difference between the two for ever. */
function withoutEmpty(attributes: Attributes, state: Changes): Changes {
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      value === "" && attributes[name]?.mode === "optional" ? null : value,
    ]),
  );
}

/** Top-level keys set, and taken away where null. A password is never shown, so its null is left for the verb to see. */
export function mergeSettings(before: JsonValue | undefined, given: Changes): JsonValue {
  const merged: { [key: string]: JsonValue } = isRecord(before) ? { ...before } : {};
  for (const [key, value] of Object.entries(given)) {
    if (value === null && Object.hasOwn(merged, key)) delete merged[key];
    else merged[key] = value;
  }
  return merged;
}

/** `settings` of a create: the API holds no keys without a value. */
export function withoutNulls(settings: JsonValue | undefined): JsonValue {
  if (!isRecord(settings)) return settings ?? {};
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

export const done = { status: "SUCCESS" } as const;

/** Deletes a resource with its parts; one that is gone already is no error, since clients repeat requests. */
export async function remove(
  { ctx }: Pick<Call<unknown>, "ctx">,
  ref: { readonly kind: KindName; readonly id: string },
): Promise<typeof done> {
  await whenFree(ctx.workspace.id, () => forgiving(() => removeWithParts(ctx, ref)));
  return done;
}

/** Runs a delete to which "not there" is as good as done. */
export async function forgiving(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

export const attributesOf = (kind: KindName) => resourceKinds[kind].attributes;
