import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import type { Db } from "./core/ctx";
import { setDirectQuery } from "./core/direct-rows";
import { directQuery } from "./direct-query";
import { env } from "./env";

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool that Prisma and plain SQL share. */
export function openDatabase(url: string, connections = 10, prepared = false): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections, idleTimeoutMillis: 30_000 });
  // A server that restarts ends idle connections; the pool opens new ones.
  pool.on("error", () => undefined);
  const db = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 10_000, timeout: 60_000 },
  });
  setDirectQuery(db, directQuery(pool, prepared));
  return {
    db,
    pool,
    close: async () => {
      await db.$disconnect();
      await pool.end().catch(() => undefined);
    },
  };
}

// Next loads routes and instrumentation as separate bundles: one pool per process all the same.
const holder = globalThis as typeof globalThis & { tributaryDatabase?: Database };

export function database(): Database {
  if (!holder.tributaryDatabase) {
    const { DATABASE_URL, DATABASE_POOL, DATABASE_PREPARED } = env();
    if (!DATABASE_URL)
      throw new Error("DATABASE_URL is not set: start the product with `npm start`, which starts its own Postgres.");
    holder.tributaryDatabase = openDatabase(DATABASE_URL, DATABASE_POOL, DATABASE_PREPARED === "on");
  }
  return holder.tributaryDatabase;
}
