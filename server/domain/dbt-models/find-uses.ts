import type { Ctx } from "@/server/core/ctx";
import { record, text } from "@/server/core/kinds/values";
import { listModelsNaming } from "@/server/domain/resources/list-models-naming";

export interface RelationParts {
  readonly database: string | null;
  readonly schema: string;
  readonly identifier: string;
}

export interface ReverseEtlUse {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
}

/** Reverse ETL models on the project's source whose query reads a relation, by name. */
export async function findReverseEtlUses(
  ctx: Ctx,
  sourceId: string,
  relation: RelationParts,
): Promise<ReverseEtlUse[]> {
  const rows = await listModelsNaming(ctx.db, ctx.workspace.id, sourceId, relation.identifier);
  return rows
    .filter(({ state }) => readsRelation(text(record(state).query), relation))
    .map(({ id, title, enabled }) => ({ id, name: title, enabled: enabled !== false }));
}

/**
 * Whether a query names a relation: by schema and name, or by all three parts, quoted or not and in any case. A bare name
 * is not enough, since it means what the session's search path says.
 */
export function readsRelation(query: string, { database, schema, identifier }: RelationParts): boolean {
  const plain = withoutComments(query)
    .replace(/(["`])((?:(?!\1).)*)\1/gs, (_, __, name: string) => name)
    .replace(/\s*\.\s*/g, ".")
    .toLowerCase();
  const wanted = `${schema}.${identifier}`.toLowerCase();
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    const [before, after] = [plain.slice(0, at), plain.slice(at + wanted.length)];
    if (/^[\w$.]/.test(after)) continue;
    const prefix = /([\w$-]+)\.$/.exec(before)?.[1];
    if (prefix !== undefined && database !== null && prefix !== database.toLowerCase()) continue;
    if (prefix !== undefined || !/[\w$]$/.test(before)) return true;
  }
  return false;
}

/** Texts in single quotes go too: what they say is no reference. */
const withoutComments = (query: string) => query.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, " ");
