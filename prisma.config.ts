import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";
import { catalogSafePool } from "./server/catalog-safe-pool";

/** The whole Prisma CLI runs without downloading an engine: the JS schema engine over a driver adapter. */
export default defineConfig({
  schema: path.join("prisma", "schema"),
  migrations: { path: path.join("prisma", "migrations") },
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => new PrismaPg(catalogSafePool(process.env.DATABASE_URL ?? "")),
});
