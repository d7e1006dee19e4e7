import type { TryLogin, WarehouseSettings } from "@/server/domain/warehouses/ports";
import { type HttpsPorts, type HttpsSession, httpsPorts, withHttps } from "./https/session";
import type { Pages } from "./page";

/** One that was stopped is not waited for until it has started: it may be tried again then. */
const limitMs = 20_000;

/** Signs in to a service and has it run a statement that reads nothing. */
export const tryOverHttps =
  (select: (session: HttpsSession, settings: WarehouseSettings, text: string) => Promise<Pages>) =>
  (ports: HttpsPorts = httpsPorts, timeoutMs = limitMs): TryLogin =>
  async (settings) => {
    const session = await withHttps(ports, { timeoutMs }, async (open) => {
      for await (const { rows } of await select(open, settings, "SELECT 1")) if (rows.length > 0) return true;
      return false;
    });
    return session.ok && session.value;
  };
