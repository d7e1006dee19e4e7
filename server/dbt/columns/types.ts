import type { TokenView } from "@/server/dbt/columns/token-view";
import type { AdapterName } from "@/server/dbt/settings";

/** The columns a query gives, in order. When `complete` is false there may be more, or others. */
export interface ColumnNames {
  names: string[];
  complete: boolean;
}

export const UNKNOWN: ColumnNames = { names: [], complete: false };

/** Columns of a relation named in SQL by its parts, when they are known. */
export type ResolveRelation = (parts: string[]) => ColumnNames | null;

export interface Cte {
  start: number;
  end: number;
  columnNames: string[] | null;
  known: ColumnNames | null;
  isOpen: boolean;
  scope: Scope;
}

/** The CTEs that a query sees, its own and those around it. */
export interface Scope {
  ctes: Map<string, Cte>;
  parent: Scope | null;
  isRecursive: boolean;
}

/** What the parts of the scanner ask of the query they read. */
export interface QueryReader {
  readonly view: TokenView;
  readonly dialect: AdapterName;
  readonly resolve: ResolveRelation;
  columns(start: number, end: number, parent: Scope | null): ColumnNames;
  cte(name: string, scope: Scope): ColumnNames | null;
}
