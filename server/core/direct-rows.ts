import type { Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "./ctx";

export type DirectQuery = (statement: Prisma.Sql) => Promise<unknown[]>;

// Next loads this module once for each of its bundles, and all of them share one database.
const holder = globalThis as typeof globalThis & { tributaryDirectQueries?: WeakMap<object, DirectQuery> };
holder.tributaryDirectQueries ??= new WeakMap();
const byDatabase = holder.tributaryDirectQueries;

/** Tells how to reach a database without Prisma between. */
export function setDirectQuery(db: Db, query: DirectQuery): void {
  byDatabase.set(db, query);
}

/**
 * The rows of one statement that requests make all the time: Prisma's compiler would take longer than the database. The
 * same as `$queryRaw`, for columns of text, boolean, integer, bigint, timestamp, JSON and arrays of text, and for values of
 * text, numbers and lists of text. In a transaction it goes through that.
 */
export function directRows<Row>(db: Db | Tx, statement: Prisma.Sql): Promise<Row[]> {
  const query = byDatabase.get(db);
  return query ? (query(statement) as Promise<Row[]>) : db.$queryRaw<Row[]>(statement);
}
