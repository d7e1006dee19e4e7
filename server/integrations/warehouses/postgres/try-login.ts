import pg from "pg";
import type { WarehouseLogin } from "@/server/domain/warehouses/ports";
import { guardAddress } from "@/server/integrations/git/address-guard";

const limitMs = 5_000;

/**
 * Signs in to Postgres, or what speaks its protocol, within five seconds in all: encrypted where the server offers that.
 * A warehouse may be on a private network, but not at a cloud's metadata service.
 */
export async function tryPostgresLogin(login: WarehouseLogin, timeoutMs = limitMs): Promise<boolean> {
  const ends = Date.now() + timeoutMs;
  const guarded = await guardAddress(login.host, { allowPrivate: true, timeoutMs });
  const [address] = guarded.ok ? guarded.addresses : [];
  if (address === undefined) return false;
  const encrypted = await attempt(login, address, true, ends);
  return encrypted === "unencrypted-only" ? (await attempt(login, address, false, ends)) === true : encrypted;
}

async function attempt(login: WarehouseLogin, address: string, tls: boolean, ends: number) {
  const left = ends - Date.now();
  if (left <= 0) return false;
  const { port, database, user, password } = login;
  const client = new pg.Client({
    host: address,
    port,
    database,
    user,
    password,
    // Such servers mostly have certificates of their own; what is asked here is whether they can be reached.
    ssl: tls ? { rejectUnauthorized: false, ...serverName(login.host, address) } : false,
    connectionTimeoutMillis: left,
    query_timeout: left,
    application_name: "tributary",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch (error) {
    return tls && error instanceof Error && /does not support SSL/.test(error.message) ? "unencrypted-only" : false;
  } finally {
    await endWithin(client, Math.max(0, ends - Date.now()));
  }
}

const serverName = (host: string, address: string) => (host === address ? {} : { servername: host });

/** A server that never says goodbye is not waited for. */
async function endWithin(client: pg.Client, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([client.end().catch(() => undefined), late]);
  clearTimeout(timer);
}
