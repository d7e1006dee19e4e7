/** Where a row stands in a list of the newest requests first. */
export interface RequestPosition {
  readonly requestedAt: Date;
  readonly id: string;
}

/** Which page of such a list: what is older than `before`, or newer than `after`; the first one without either. */
export interface NewestFirstQuery {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface NewestFirstPage<T> {
  readonly items: T[];
  /** For `before` of the next page and `after` of the previous one; null at the ends. */
  readonly next: string | null;
  readonly previous: string | null;
}

/**
 * The page beside a row, as conditions for Prisma, and what makes a page of the rows they find. A row that is gone leads to
 * the first page.
 */
export function newestFirst({ after, limit }: NewestFirstQuery, cursor: RequestPosition | null) {
  const backwards = cursor !== null && after !== undefined;
  const direction = backwards ? ("asc" as const) : ("desc" as const);
  const beyond = <V>(value: V) => (backwards ? { gt: value } : { lt: value });
  const where = cursor && {
    OR: [{ requestedAt: beyond(cursor.requestedAt) }, { requestedAt: cursor.requestedAt, id: beyond(cursor.id) }],
  };
  return {
    find: { orderBy: [{ requestedAt: direction }, { id: direction }], take: limit + 1 },
    where: where ?? {},
    page<T extends { readonly id: string }>(rows: readonly T[]): NewestFirstPage<T> {
      const more = rows.length > limit;
      const items = rows.slice(0, limit);
      if (backwards) items.reverse();
      return {
        items,
        next: more || backwards ? (items.at(-1)?.id ?? null) : null,
        previous: (backwards ? more : cursor !== null) ? (items[0]?.id ?? null) : null,
      };
    },
  };
}
