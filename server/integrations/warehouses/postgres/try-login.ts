import type { WarehouseLogin } from "@/server/domain/warehouses/ports";
import { withPostgres } from "./session";

const limitMs = 5_000;

/** Signs in to Postgres, or what speaks its protocol, and out again, within five seconds in all. */
export async function tryPostgresLogin(login: WarehouseLogin, timeoutMs = limitMs): Promise<boolean> {
  return (await withPostgres(login, { timeoutMs }, (client) => client.query("SELECT 1"))).ok;
}
