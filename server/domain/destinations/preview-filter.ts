import { authorize, type Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { applyFilter } from "@/server/core/fql/apply-filter";
import { isJsonObject } from "@/server/core/kinds/json-input";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { items } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";

/** Larger than any event that is delivered. */
const mostCharacters = 512 * 1024;

/** What a filter has of a stored one without being stored. */
export interface UnstoredFilter {
  readonly if: string;
  readonly actions: JsonValue;
}

/**
 * What would be left of an event behind a filter; null when nothing. Throws InvalidError for a filter that could not be
 * stored, for text that is no FQL, and for an event that is none.
 */
export function previewFilter(
  ctx: Ctx,
  filter: UnstoredFilter,
  payload: unknown,
): { readonly [name: string]: JsonValue } | null {
  authorize(ctx, "workspace:read");
  if (!isJsonObject(payload) || JSON.stringify(payload).length > mostCharacters) {
    throw new InvalidError([{ path: "payload", message: "This must be an object of at most 512 KB, not too deep." }]);
  }
  const named = { title: "preview", source_id: "preview", destination_id: "preview", enabled: true };
  const { state, problems } = parseState(resourceKinds.destination_filter, { ...named, ...filter });
  if (problems.length > 0) throw new InvalidError(problems.map((each) => ({ ...each, path: `filter.${each.path}` })));
  const filtered = applyFilter({ if: filter.if, actions: items(state.actions) }, payload);
  if (filtered.ok) return filtered.result;
  const { message, at } = filtered.problem;
  throw new InvalidError([{ path: "filter.if", message: `${message} (At character ${at + 1}.)` }]);
}
