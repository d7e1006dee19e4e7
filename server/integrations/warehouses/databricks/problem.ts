import type { WarehouseProblem } from "@/server/domain/warehouses/ports";
import { problemOfStatus } from "../https/failure";

/** Why a statement failed: by the class of the error, which stands in brackets before its message. */
export function problemOfMessage(message: string): WarehouseProblem {
  const [, name = ""] = /^\s*(?:[\w.]+: )?\[([A-Z][A-Z0-9_.]{0,100})\]/.exec(message) ?? [];
  const [base = ""] = name.split(".");
  if (Object.hasOwn(byClass, base)) return byClass[base] ?? "other";
  return /PERMISSION_DENIED/.test(message.slice(0, 200)) ? "refused" : "other";
}

const byClass: { readonly [errorClass: string]: WarehouseProblem } = {
  CATALOG_NOT_FOUND: "no-database",
  NO_SUCH_CATALOG_EXCEPTION: "no-database",
  INSUFFICIENT_PERMISSIONS: "refused",
  SCHEMA_NOT_FOUND: "not-described",
  TABLE_OR_VIEW_NOT_FOUND: "not-described",
  UC_NOT_ENABLED: "not-described",
};

/** The one warehouse that is named is what a statement's answer can miss. */
export const problemOfStatementStatus = (status: number): WarehouseProblem =>
  status === 404 ? "no-compute" : problemOfStatus(status);
