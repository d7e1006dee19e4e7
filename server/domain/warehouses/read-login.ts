import { text } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";
import type { WarehouseLogin, WarehouseSettings } from "./ports";

export const scalar = (value: JsonValue | undefined) =>
  typeof value === "number" ? String(value) : text(value).trim();

/** What Postgres, or what speaks its protocol, is signed in to with; null while something is missing. */
export function readLogin(settings: WarehouseSettings): WarehouseLogin | null {
  const host = scalar(settings.hostname) || scalar(settings.host);
  const [database, user, password] = [scalar(settings.database), scalar(settings.username), text(settings.password)];
  const port = Number(scalar(settings.port));
  const isPort = Number.isInteger(port) && port > 0 && port <= 65_535;
  return host && database && user && password && isPort ? { host, port, database, user, password } : null;
}
