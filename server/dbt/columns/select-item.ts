import type { Relations } from "@/server/dbt/columns/from-clause";
import { EXPRESSION_WORDS, TYPE_WORDS } from "@/server/dbt/columns/keywords";
import { type ColumnNames, type QueryReader, UNKNOWN } from "@/server/dbt/columns/types";

const UNNAMED = "?column?";
const one = (name: string): ColumnNames => ({ names: [name], complete: true });

/** The columns that one item of a select list gives: one for an expression, all of a relation for a star. */
export function itemColumns(query: QueryReader, start: number, end: number, from: () => Relations): ColumnNames {
  const star = findStar(query, start, end);
  return star === null ? one(itemName(query, start, end)) : starColumns(query, { start, star, end }, from());
}

function findStar({ view }: QueryReader, start: number, end: number): number | null {
  for (let at = start; at < end; at++) {
    if (!view.is(at, "*") || (at !== start && !view.is(at - 1, "."))) continue;
    const isLast = at === end - 1 || view.isWord(at + 1, "EXCEPT", "EXCLUDE", "REPLACE", "RENAME", "ILIKE");
    if (isLast) return at;
  }
  return null;
}

function itemName(query: QueryReader, start: number, end: number): string {
  const { view, dialect } = query;
  const last = end - 1;
  const name = view.name(last);
  if (view.isWord(last - 1, "AS") && last - 1 > start) return name ?? stringAlias(query, last) ?? UNNAMED;
  if (last === start) return name ?? UNNAMED;
  if (name !== null && (view.is(last - 1, ".") || (view.is(last - 1, ":") && dialect !== "postgres"))) return name;
  if (name !== null && isImplicitAlias(query, last)) return name;
  return castName(query, start, end) ?? functionName(query, start, last) ?? UNNAMED;
}

/** Some warehouses take a quoted text as alias. */
function stringAlias({ view, dialect }: QueryReader, at: number): string | null {
  const token = view.tokens[at];
  return token?.kind === "string" && dialect !== "postgres" ? token.text : null;
}

/** `expression alias`, without `as`. */
function isImplicitAlias({ view }: QueryReader, at: number): boolean {
  const [token, before] = [view.tokens[at], view.tokens[at - 1]];
  if (token?.kind === "word" && (TYPE_WORDS.has(token.upper) || EXPRESSION_WORDS.has(token.upper))) return false;
  if (!before) return false;
  if (before.kind === "symbol") return before.text === ")" || before.text === "]";
  return before.kind !== "word" || !EXPRESSION_WORDS.has(before.upper);
}

/** `x::type` is named like `x`. */
function castName(query: QueryReader, start: number, end: number): string | null {
  const { view } = query;
  for (let at = start; at < end; at++) {
    if (view.opens(at)) at = view.close(at);
    else if (view.is(at, "::")) {
      const name = at > start ? itemName(query, start, at) : UNNAMED;
      return name === UNNAMED ? null : name;
    }
  }
  return null;
}

/** Postgres names an expression after its function. */
function functionName({ view, dialect }: QueryReader, start: number, last: number): string | null {
  if (dialect !== "postgres" && dialect !== "redshift") return null;
  if (view.isWord(start, "CASE")) return "case";
  const token = view.tokens[start];
  if (token?.kind !== "word" || !view.is(start + 1, "(") || view.close(start + 1) !== last) return null;
  if (token.upper === "CAST") return view.name(start + 2)?.toLowerCase() ?? "cast";
  return token.text.toLowerCase();
}

interface Star {
  start: number;
  star: number;
  end: number;
}

function starColumns(query: QueryReader, item: Star, relations: Relations): ColumnNames {
  const { view } = query;
  const changes = starChanges(query, item);
  if (!changes) return UNKNOWN;
  const qualifier = item.star > item.start ? (view.name(item.star - 2)?.toLowerCase() ?? "") : null;
  const { sources, isOpaque } = relations;
  const picked = qualifier === null ? sources : sources.filter(({ alias }) => alias?.toLowerCase() === qualifier);
  if (!picked.length || (isOpaque && qualifier === null)) return UNKNOWN;
  const names: string[] = [];
  const seen = new Set<string>();
  let complete = true;
  for (const source of picked) {
    const found = source.columns();
    complete &&= found.complete;
    for (const name of found.names) {
      const key = name.toLowerCase();
      // A column joined by `using` appears once.
      if (qualifier === null && source.shared.has(key) && seen.has(key)) continue;
      seen.add(key);
      if (!changes.dropped.has(key)) names.push(changes.renamed.get(key) ?? name);
    }
  }
  return { names, complete };
}

interface StarChanges {
  dropped: Set<string>;
  renamed: Map<string, string>;
}

/** What `except`, `exclude`, `replace` and `rename` do to a star; `null` when it depends on the names' looks. */
function starChanges({ view }: QueryReader, { star, end }: Star): StarChanges | null {
  const changes: StarChanges = { dropped: new Set(), renamed: new Map() };
  for (let at = star + 1; at < end; at++) {
    const isList = view.is(at + 1, "(");
    if (view.isWord(at, "ILIKE")) return null;
    if (view.isWord(at, "EXCEPT", "EXCLUDE")) {
      const names = isList ? view.listedNames(at + 1) : [view.name(at + 1) ?? ""];
      for (const name of names) changes.dropped.add(name.toLowerCase());
      at = isList ? view.close(at + 1) : at + 1;
    } else if (view.isWord(at, "REPLACE") && isList) at = view.close(at + 1);
    else if (view.isWord(at, "RENAME")) {
      const close = isList ? view.close(at + 1) : Math.min(end, at + 4);
      for (let i = at + 1; i < close; i++)
        if (view.isWord(i, "AS")) changes.renamed.set(view.name(i - 1)?.toLowerCase() ?? "", view.name(i + 1) ?? "");
      at = close;
    }
  }
  return changes;
}
