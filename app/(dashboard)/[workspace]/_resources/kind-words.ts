import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";

/** What pages call one of a kind, where Terraform's word is not the one that people use. */
const words: { readonly [K in KindName]?: string } = {
  destination_subscription: "mapping",
  destination_filter: "filter",
  source_warehouse_connection: "warehouse connection",
  source_tracking_plan_connection: "tracking plan connection",
  insert_function_instance: "insert function",
  reverse_etl_model: "model",
  user_group: "group",
};

/** One of a kind in lower case: "source", "mapping". */
export const kindWord = (kind: KindName): string => words[kind] ?? resourceKinds[kind].singular.toLowerCase();

/** The same at the start of a sentence. */
export function kindTitle(kind: KindName): string {
  const word = kindWord(kind);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
