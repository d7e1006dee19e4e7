import type { TryLogin, WarehouseLogins } from "@/server/domain/warehouses/ports";
import { readLogin } from "@/server/domain/warehouses/read-login";
import { tryBigQueryLogin } from "./bigquery/try-login";
import { tryDatabricksLogin } from "./databricks/try-login";
import { tryPostgresLogin } from "./postgres/try-login";
import { trySnowflakeLogin } from "./snowflake/try-login";

const tryPostgres: TryLogin = async (settings) => {
  const login = readLogin(settings);
  return login !== null && (await tryPostgresLogin(login));
};

/** The types of warehouses that can be signed in to from here; Redshift speaks Postgres' protocol. */
export const warehouseLogins: WarehouseLogins = {
  postgres: tryPostgres,
  redshift: tryPostgres,
  snowflake: trySnowflakeLogin(),
  bigquery: tryBigQueryLogin(),
  databricks: tryDatabricksLogin(),
};
