import { CLAUSES, JOINS, NOT_ALIASES } from "@/server/dbt/columns/keywords";
import { type ColumnNames, type QueryReader, type Scope, UNKNOWN } from "@/server/dbt/columns/types";

export interface Source {
  alias: string | null;
  /** Columns that a `using` shares with the relations before. */
  shared: Set<string>;
  columns: () => ColumnNames;
}

export interface Relations {
  sources: Source[];
  /** The columns of `*` cannot be told: a pivot, a natural join. */
  isOpaque: boolean;
}

const FLATTENED = ["SEQ", "KEY", "PATH", "INDEX", "VALUE", "THIS"];

/** The relations between two tokens of a `from` clause, with their aliases. Columns are worked out when asked for. */
export function parseFrom(query: QueryReader, start: number, end: number, scope: Scope): Relations {
  const reader = new FromReader(query, end, scope);
  reader.read(start);
  return reader.relations;
}

class FromReader {
  readonly relations: Relations = { sources: [], isOpaque: false };

  constructor(
    private readonly query: QueryReader,
    private readonly end: number,
    private readonly scope: Scope,
  ) {}

  read(start: number): void {
    const { view } = this.query;
    let at = start;
    while (at < this.end) {
      const word = view.upper(at);
      if (CLAUSES.has(word) && word !== "LATERAL") break;
      const next = this.step(at, word);
      at = next > at ? next : at + 1;
    }
  }

  private step(at: number, word: string): number {
    const { view } = this.query;
    if (JOINS.has(word)) {
      if (word === "NATURAL") this.relations.isOpaque = true;
      return at + 1;
    }
    switch (word) {
      case "ON":
      case "MATCH_CONDITION":
        return this.skipCondition(at + 1);
      case "USING":
        return this.using(at + 1);
      case "LATERAL":
        return this.lateral(at + 1);
      case "PIVOT":
      case "UNPIVOT":
      case "MATCH_RECOGNIZE":
        return this.pivot(at + 1);
      case "TABLESAMPLE":
      case "SAMPLE":
        return this.skipToBracket(at + 1);
    }
    if (view.isWord(at, "AT", "BEFORE", "CHANGES") && view.is(at + 1, "(")) return view.close(at + 1) + 1;
    if (view.is(at, "(")) return this.bracketed(at);
    return view.name(at) === null ? at + 1 : this.named(at);
  }

  private skipCondition(start: number): number {
    const { view } = this.query;
    let at = start;
    for (; at < this.end; at++) {
      if (view.opens(at)) {
        at = view.close(at);
        continue;
      }
      const word = view.upper(at);
      const isFunction = (word === "LEFT" || word === "RIGHT") && view.is(at + 1, "(");
      const isDistinctFrom = word === "FROM" && view.isWord(at - 1, "DISTINCT");
      if (view.is(at, ",") || ((CLAUSES.has(word) || JOINS.has(word)) && !isFunction && !isDistinctFrom)) break;
    }
    return at;
  }

  private using(at: number): number {
    const { view } = this.query;
    if (!view.is(at, "(")) return at;
    const last = this.relations.sources.at(-1);
    if (last) last.shared = new Set(view.listedNames(at).map((name) => name.toLowerCase()));
    return view.close(at) + 1;
  }

  private lateral(at: number): number {
    if (!this.query.view.isWord(at, "VIEW")) return at;
    this.relations.isOpaque = true;
    return this.query.view.isWord(at + 1, "OUTER") ? at + 2 : at + 1;
  }

  private pivot(start: number): number {
    const { view } = this.query;
    this.relations.isOpaque = true;
    let at = view.isWord(start, "INCLUDE", "EXCLUDE") ? start + 2 : start;
    if (view.is(at, "(")) at = view.close(at) + 1;
    if (view.isWord(at, "AS")) at++;
    if (this.isAlias(at)) at++;
    return view.is(at, "(") ? view.close(at) + 1 : at;
  }

  private skipToBracket(start: number): number {
    const { view } = this.query;
    let at = start;
    while (at < this.end && !view.is(at, "(")) at++;
    return view.close(at) + 1;
  }

  private bracketed(at: number): number {
    const { view } = this.query;
    const close = view.close(at);
    let inner = at + 1;
    while (view.is(inner, "(")) inner++;
    if (view.isWord(inner, "SELECT", "WITH", "FROM", "VALUES")) {
      const columns = once(() => this.query.columns(at + 1, Math.min(close, this.end), this.scope));
      return this.aliased(close + 1, null, columns);
    }
    const nested = parseFrom(this.query, at + 1, close, this.scope);
    this.relations.sources.push(...nested.sources);
    this.relations.isOpaque ||= nested.isOpaque;
    return view.isWord(close + 1, "AS") ? close + 3 : close + 1;
  }

  private named(at: number): number {
    const { view, dialect } = this.query;
    if (view.is(at + 1, "(") && view.tokens[at]?.kind === "word") return this.tableFunction(at);
    const parts = [view.name(at) ?? ""];
    let next = at + 1;
    while (view.is(next, ".") || (view.is(next, "-") && dialect === "bigquery")) {
      const name = view.name(next + 1);
      if (name === null) break;
      if (view.is(next, "-")) parts[parts.length - 1] += `-${name}`;
      else parts.push(name);
      next += 2;
    }
    const path = parts.flatMap((part) => part.split("."));
    return this.aliased(
      next,
      path.at(-1) ?? null,
      once(() => this.relation(path)),
    );
  }

  private relation(path: string[]): ColumnNames {
    const cte = path.length === 1 ? this.query.cte(path[0] ?? "", this.scope) : null;
    return cte ?? this.query.resolve(path) ?? UNKNOWN;
  }

  private tableFunction(at: number): number {
    const { view, dialect } = this.query;
    const isFlatten = view.isWord(at, "FLATTEN") || (view.isWord(at, "TABLE") && view.isWord(at + 2, "FLATTEN"));
    const isUnnest = view.isWord(at, "UNNEST") && dialect === "bigquery";
    let next = view.close(at + 1) + 1;
    if (view.isWord(next, "WITH") && view.isWord(next + 1, "OFFSET", "ORDINALITY"))
      next += view.isWord(next + 2, "AS") ? 4 : 2;
    const source: { alias: string | null } = { alias: null };
    const columns = once((): ColumnNames => {
      if (isFlatten) return { names: FLATTENED, complete: true };
      return isUnnest && source.alias !== null ? { names: [source.alias], complete: true } : UNKNOWN;
    });
    const end = this.aliased(next, null, columns);
    source.alias = this.relations.sources.at(-1)?.alias ?? null;
    return end;
  }

  /** Takes an alias and the column list behind it. */
  private aliased(start: number, name: string | null, columns: () => ColumnNames): number {
    const { view } = this.query;
    let at = view.isWord(start, "AS") ? start + 1 : start;
    const source: Source = { alias: name, shared: new Set(), columns };
    this.relations.sources.push(source);
    if (at >= this.end || !this.isAlias(at)) return at;
    source.alias = view.name(at);
    at++;
    if (view.is(at, "(")) {
      const names = view.listedNames(at);
      source.columns = once(() => {
        const found = columns();
        return { names: [...names, ...(found.complete ? found.names.slice(names.length) : [])], complete: true };
      });
      at = view.close(at) + 1;
    }
    if (view.isWord(at, "WITH") && view.isWord(at + 1, "OFFSET", "ORDINALITY")) at += view.isWord(at + 2, "AS") ? 4 : 2;
    return at;
  }

  private isAlias(at: number): boolean {
    const { view } = this.query;
    const token = view.tokens[at];
    return token?.kind === "quoted" || (token?.kind === "word" && !NOT_ALIASES.has(token.upper));
  }
}

function once<T>(work: () => T): () => T {
  let value: { result: T } | undefined;
  return () => {
    value ??= { result: work() };
    return value.result;
  };
}
