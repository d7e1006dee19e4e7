import { apiFor, meIn } from "@/app/_trpc/server";
import type { KindName } from "@/server/core/kinds/types";

/** What a variable of the examples is the id of. */
const kindOf: { readonly [variable: string]: KindName } = {
  SOURCE_ID: "source",
  DESTINATION_ID: "destination",
  ID: "destination_subscription",
  FILTER_ID: "destination_filter",
  WAREHOUSE_ID: "warehouse",
  TRACKING_PLAN_ID: "tracking_plan",
  FUNCTION_ID: "function",
  INSTANCE_ID: "insert_function_instance",
  TRANSFORMATION_ID: "transformation",
  MODEL_ID: "reverse_etl_model",
  USER_ID: "user",
  USER_GROUP_ID: "user_group",
  SPACE_ID: "profiles_warehouse",
};

const variableOf = new Map(Object.entries(kindOf).map(([variable, kind]) => [kind, variable]));

/**
 * Ids of this workspace for the examples that only read: one resource of each kind that they name, and of what it hangs
 * on, so that a mapping stands below its own destination.
 */
export async function exampleValues(slug: string, variables: ReadonlySet<string>): Promise<{ [name: string]: string }> {
  const api = await apiFor();
  const wanted = Object.entries(kindOf).filter(([variable]) => variables.has(variable));
  const [me, ...rows] = await Promise.all([
    meIn(slug),
    ...wanted.map(([, kind]) => api.resources.rows({ workspace: slug, kind, limit: 1 })),
  ]);
  const values: { [name: string]: string } = { WORKSPACE_ID: me.workspace.id };
  for (const [index, [variable]] of wanted.entries()) {
    const row = rows[index]?.items[0];
    const id = variable === "SPACE_ID" ? row?.facts.space_id : row?.id;
    if (typeof id === "string") values[variable] = id;
  }
  for (const { items } of rows) {
    for (const { kind, id } of items[0]?.uses ?? []) {
      const variable = variableOf.get(kind);
      if (variable) values[variable] = id;
    }
  }
  return values.DESTINATION_ID && variables.has("SOURCE_ID")
    ? { ...values, ...(await sourceOf(slug, values.DESTINATION_ID)) }
    : values;
}

/** A destination's own source: calls that name both want them to belong together. */
async function sourceOf(workspace: string, id: string): Promise<{ [name: string]: string }> {
  const { uses } = await (await apiFor()).resources.get({ workspace, kind: "destination", id });
  const source = uses.find(({ kind }) => kind === "source");
  return source ? { SOURCE_ID: source.id } : {};
}

/** The variables of the shell in a text. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\$([A-Z][A-Z_]*)(?![A-Za-z_])/g)].map(([, name = ""]) => name)),
];
