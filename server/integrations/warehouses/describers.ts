import type { WarehouseDescribers } from "@/server/domain/warehouses/ports";
import { describePostgres, describeRedshift } from "./postgres/describe";

/** The types of warehouses whose relations can be described from here. */
export const warehouseDescribers: WarehouseDescribers = {
  postgres: describePostgres,
  redshift: describeRedshift,
};
