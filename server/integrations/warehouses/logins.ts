import type { WarehouseLogins } from "@/server/domain/warehouses/ports";
import { tryPostgresLogin } from "./postgres/try-login";

/** The types of warehouses that can be signed in to from here; Redshift speaks Postgres' protocol. */
export const warehouseLogins: WarehouseLogins = {
  postgres: (login) => tryPostgresLogin(login),
  redshift: (login) => tryPostgresLogin(login),
};
