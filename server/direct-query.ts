import { createHash } from "node:crypto";
import pg from "pg";
import type { DirectQuery } from "./core/direct-rows";

/** Statements whose text depends on what was asked for are not kept: a server holds each for every connection. */
const mostPrepared = 100;

const utc = (text: string) => new Date(`${text.replace(" ", "T")}Z`);

/** As Prisma reads them: whole numbers of 64 bits exactly, timestamps in UTC. Numbers are Postgres' type ids. */
const parsers: { readonly [type: number]: (text: string) => unknown } = { 20: BigInt, 1114: utc };

const types = {
  getTypeParser: (type: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers[type]) || pg.types.getTypeParser(type, format as "text"),
} as unknown as pg.CustomTypesConfig;

/**
 * Asks a pool directly. `prepared` keeps statements by name, which saves Postgres parsing and planning them each time; a
 * pooler between that gives each statement another connection would not know the names.
 */
export function directQuery(pool: pg.Pool, prepared: boolean): DirectQuery {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const known = names.get(text);
    if (known || names.size >= mostPrepared) return known;
    const name = `q${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
    names.set(text, name);
    return name;
  };
  return async ({ text, values }) => {
    const name = prepared ? nameOf(text) : undefined;
    const { rows } = await pool.query<Record<string, unknown>>({ ...(name ? { name } : {}), text, values, types });
    return rows;
  };
}
