import { hrefWith } from "@/app/_ui/url-state";
import { listHref } from "../../../../_resources/hrefs";

/** Longer texts are cut in the address of a form: half a query would be worse than none. */
const longestGiven = 320;

export interface Usable {
  readonly name: string;
  readonly state: string;
  readonly resourceType: string;
  readonly relation: { readonly name: string | null };
}

/** The form of a new Reverse ETL model that reads this dbt model; null when there is nothing that it could read. */
export function reverseEtlHref(
  workspace: string,
  project: { readonly source: { readonly id: string; readonly name: string | null } },
  { name, state, resourceType, relation }: Usable,
): string | null {
  const { source } = project;
  if (relation.name === null || source.name === null || resourceType === "source") return null;
  if (state === "disabled" || state === "ephemeral") return null;
  const query = `select * from ${relation.name}`;
  return hrefWith(
    `${listHref(workspace, "reverse_etl_model")}/new`,
    {},
    { source_id: source.id, name: name.slice(0, 255), query: query.length > longestGiven ? null : query },
  );
}
