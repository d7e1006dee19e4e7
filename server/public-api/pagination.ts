import { InvalidError } from "@/server/core/errors";
import { type Query, textIn } from "./query";

/** Which part of a list is asked for. */
export interface Page {
  readonly offset: number;
  readonly count: number;
}

export interface Pagination {
  readonly current: string;
  /** Absent on the last page: clients take null for another page and never end. */
  readonly next?: string;
  readonly previous?: string;
  readonly totalEntries: number;
}

const defaultCount = 200;
const mostCount = 1000;
const farthest = 10_000_000;

/** Cursors are base64 of a decimal offset: the Terraform provider begins with a fixed `MA==`. */
const cursorAt = (offset: number) => Buffer.from(String(offset)).toString("base64");

const bad = (name: string, message: string) => new InvalidError([{ path: `pagination.${name}`, message }]);

/** Reads `pagination[count]`, `pagination[cursor]` in every spelling. Throws InvalidError naming what is wrong. */
export function readPage(query: Query): Page {
  const given = query.pagination;
  if (typeof given === "string") throw bad("cursor", "Give pagination[count] and pagination[cursor].");
  const count = given ? textIn(given, "count") : null;
  const cursor = given ? textIn(given, "cursor") : null;
  return { count: readCount(count), offset: readCursor(cursor) };
}

function readCount(text: string | null): number {
  if (text === null || text === "") return defaultCount;
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > mostCount) throw bad("count", `Use a whole number from 1 to ${mostCount}.`);
  return count;
}

function readCursor(text: string | null): number {
  if (text === null || text === "") return 0;
  const decoded = Buffer.from(text, "base64").toString("latin1");
  const offset = /^\d{1,8}$/.test(decoded) ? Number(decoded) : -1;
  if (offset < 0 || offset > farthest) throw bad("cursor", "This cursor is not one that a list here gave.");
  return offset;
}

export function paginationOf({ offset, count }: Page, total: number): Pagination {
  const next = offset + count;
  return {
    current: cursorAt(offset),
    ...(next < total ? { next: cursorAt(next) } : {}),
    ...(offset > 0 ? { previous: cursorAt(Math.max(0, offset - count)) } : {}),
    totalEntries: total,
  };
}

/** A page of a list that is in memory anyway. */
export function pageOf<T>(all: readonly T[], page: Page): { items: readonly T[]; pagination: Pagination } {
  return { items: all.slice(page.offset, page.offset + page.count), pagination: paginationOf(page, all.length) };
}
