import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";

/** The list of a kind in a workspace. */
export const listHref = (slug: string, kind: KindName) => `/${encodeURIComponent(slug)}/${resourceKinds[kind].route}`;

/** The page of a resource. Ids may hold anything, such as the colon of labels. */
export const resourceHref = (slug: string, kind: KindName, id: string) =>
  `${listHref(slug, kind)}/${encodeURIComponent(id)}`;

/** A route parameter as Next hands it over, decoded; what is not decodable stands for nothing. */
export function decodeParam(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}
