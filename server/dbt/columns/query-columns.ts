import { parseFrom, type Relations } from "@/server/dbt/columns/from-clause";
import { CLAUSES, SOFT_CLAUSES } from "@/server/dbt/columns/keywords";
import { itemColumns } from "@/server/dbt/columns/select-item";
import { sqlTokens } from "@/server/dbt/columns/sql-tokens";
import { TokenView } from "@/server/dbt/columns/token-view";
import {
  type ColumnNames,
  type Cte,
  type QueryReader,
  type ResolveRelation,
  type Scope,
  UNKNOWN,
} from "@/server/dbt/columns/types";
import type { AdapterName } from "@/server/dbt/settings";

const MAX_DEPTH = 60;

/** Works out a query's output columns from its text: aliases, names, stars through CTEs, subqueries and relations. */
export function queryColumns(sql: string, dialect: AdapterName, resolve: ResolveRelation): ColumnNames {
  const view = new TokenView(sqlTokens(sql, dialect));
  return new Query(view, dialect, resolve).columns(0, view.length, null);
}

class Query implements QueryReader {
  private depth = 0;

  constructor(
    readonly view: TokenView,
    readonly dialect: AdapterName,
    readonly resolve: ResolveRelation,
  ) {}

  columns(start: number, end: number, parent: Scope | null): ColumnNames {
    if (this.depth >= MAX_DEPTH) return UNKNOWN;
    this.depth++;
    const scope: Scope = { ctes: new Map(), parent, isRecursive: false };
    const body = this.readWith(start, end, scope);
    const result = body === null ? UNKNOWN : this.body(body, end, scope);
    this.depth--;
    return result;
  }

  /** Columns of a CTE visible from a scope; `null` when the name is none. */
  cte(name: string, scope: Scope): ColumnNames | null {
    for (let at: Scope | null = scope; at; at = at.parent) {
      const found = at.ctes.get(name.toLowerCase());
      if (found && !found.isOpen) return this.cteColumns(found);
      if (found && at.isRecursive) return found.columnNames ? { names: found.columnNames, complete: true } : UNKNOWN;
    }
    return null;
  }

  private cteColumns(cte: Cte): ColumnNames {
    if (cte.known) return cte.known;
    cte.isOpen = true;
    const found = this.columns(cte.start, cte.end, cte.scope);
    cte.isOpen = false;
    cte.known = cte.columnNames ? renamed(found, cte.columnNames) : found;
    return cte.known;
  }

  /** Reads the `with` clause; gives where the query's body starts, or `null` when it cannot be read. */
  private readWith(start: number, end: number, scope: Scope): number | null {
    const { view } = this;
    if (!view.isWord(start, "WITH")) return start;
    let at = start + 1;
    if (view.isWord(at, "RECURSIVE")) {
      scope.isRecursive = true;
      at++;
    }
    while (at < end) {
      const name = view.name(at++);
      if (name === null) return null;
      const columnNames = view.is(at, "(") ? view.listedNames(at) : null;
      if (view.is(at, "(")) at = view.close(at) + 1;
      if (!view.isWord(at, "AS")) return null;
      at++;
      while (view.isWord(at, "NOT", "MATERIALIZED")) at++;
      if (!view.is(at, "(")) return null;
      scope.ctes.set(name.toLowerCase(), {
        start: at + 1,
        end: view.close(at),
        columnNames,
        known: null,
        isOpen: false,
        scope,
      });
      at = view.close(at) + 1;
      if (!view.is(at, ",")) return at;
      at++;
      if (view.isWord(at, "SELECT") || view.is(at, "(")) return at;
    }
    return null;
  }

  /** The first branch of a set operation names the columns. */
  private body(start: number, end: number, scope: Scope): ColumnNames {
    const { view } = this;
    if (view.is(start, "(")) return this.columns(start + 1, view.close(start), scope);
    if (view.isWord(start, "SELECT")) return this.select(start + 1, end, scope);
    // `from x select …`: the list follows its relations.
    if (view.isWord(start, "FROM")) {
      const select = this.findWord(start, end, "SELECT");
      if (select !== null) return this.select(select + 1, end, scope, { start: start + 1, end: select });
    }
    return UNKNOWN;
  }

  private findWord(start: number, end: number, word: string): number | null {
    for (let at = start; at < end; at++) {
      if (this.view.opens(at)) at = this.view.close(at);
      else if (this.view.isWord(at, word)) return at;
    }
    return null;
  }

  private select(start: number, end: number, scope: Scope, before?: { start: number; end: number }): ColumnNames {
    const first = this.skipModifiers(start);
    if (first === null) return UNKNOWN;
    const { items, listEnd } = this.splitItems(first, end);
    let relations: Relations | undefined;
    const from = () => {
      relations ??= before
        ? parseFrom(this, before.start, before.end, scope)
        : parseFrom(this, this.view.isWord(listEnd, "FROM") ? listEnd + 1 : end, end, scope);
      return relations;
    };
    const names: string[] = [];
    let complete = items.length > 0;
    for (const [itemStart, itemEnd] of items) {
      const found = itemColumns(this, itemStart, itemEnd, from);
      complete &&= found.complete;
      names.push(...found.names);
    }
    return { names, complete };
  }

  /** Skips `distinct`, `top n` and the like; `null` when the rows are no rows of columns. */
  private skipModifiers(start: number): number | null {
    const { view } = this;
    let at = start;
    for (;;) {
      if (view.isWord(at, "DISTINCT", "ALL")) {
        at++;
        if (view.isWord(at, "ON") && view.is(at + 1, "(")) at = view.close(at + 1) + 1;
      } else if (view.isWord(at, "TOP") && view.is(at + 1, "(")) at = view.close(at + 1) + 1;
      else if (view.isWord(at, "TOP") && view.tokens[at + 1]?.kind === "number") at += 2;
      else if (view.isWord(at, "AS") && view.isWord(at + 1, "STRUCT")) at += 2;
      else return view.isWord(at, "AS") && view.isWord(at + 1, "VALUE") ? null : at;
    }
  }

  private splitItems(start: number, end: number): { items: [number, number][]; listEnd: number } {
    const items: [number, number][] = [];
    let itemStart = start;
    let at = start;
    for (; at < end; at++) {
      if (this.view.opens(at)) at = this.view.close(at);
      else if (this.view.is(at, ",")) {
        items.push([itemStart, at]);
        itemStart = at + 1;
      } else if (this.startsClause(at, itemStart, end)) break;
    }
    const listEnd = Math.min(at, end);
    if (itemStart < listEnd) items.push([itemStart, listEnd]);
    return { items, listEnd };
  }

  private startsClause(at: number, itemStart: number, end: number): boolean {
    const { view } = this;
    const word = view.upper(at);
    if (word === ";" || view.is(at, ";")) return true;
    if (!CLAUSES.has(word) || view.is(at - 1, ".") || view.isWord(at - 1, "AS")) return false;
    if (word === "EXCEPT" && view.is(at + 1, "(") && view.is(at - 1, "*")) return false;
    if (word === "FROM" && view.isWord(at - 1, "DISTINCT")) return false;
    return !(SOFT_CLAUSES.has(word) && this.isColumnLike(at, itemStart, end));
  }

  private isColumnLike(at: number, itemStart: number, end: number): boolean {
    const { view } = this;
    const next = view.tokens[at + 1];
    if (at + 1 >= end || at === itemStart || view.isWord(at + 1, "FROM", "AS")) return true;
    return next?.kind === "symbol" && (",.):".includes(next.text[0] ?? "") || "+-*/=<>|".includes(next.text[0] ?? ""));
  }
}

/** A column list behind a name renames the first columns. */
export function renamed(found: ColumnNames, names: readonly string[]): ColumnNames {
  return { names: [...names, ...found.names.slice(names.length)], complete: true };
}
