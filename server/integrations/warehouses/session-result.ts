import type { WarehouseProblem } from "@/server/domain/warehouses/ports";

export type SessionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: WarehouseProblem };
