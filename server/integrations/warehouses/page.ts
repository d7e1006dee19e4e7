/** A part of a query's result. Cells are text as the warehouse writes it, null, or what it nests. */
export interface Page {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly Row[];
}

export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

export type Row = readonly unknown[];

/** The pages of one query's result, in order, each read when it is asked for. */
export type Pages = AsyncGenerator<Page, void, undefined>;
