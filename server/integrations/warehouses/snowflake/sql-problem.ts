import { z } from "zod";
import type { WarehouseProblem } from "@/server/domain/warehouses/ports";

const Refusal = z.object({ code: z.string(), sqlState: z.string().optional() });

/** Why a statement was refused, by the service's codes; null for codes that nothing is known about. */
export function problemOfSql(json: unknown): WarehouseProblem | null {
  const refusal = Refusal.safeParse(json);
  if (!refusal.success) return null;
  const { code, sqlState = "" } = refusal.data;
  return byCode[code] ?? byState[sqlState] ?? null;
}

const byCode: { readonly [code: string]: WarehouseProblem | undefined } = {
  "000606": "no-compute",
  "000630": "too-slow",
  "000604": "too-slow",
  "002003": "no-database",
  "002043": "no-database",
  "003001": "refused",
  "090030": "too-much",
  "090073": "no-compute",
  "390201": "no-compute",
  "391908": "too-much",
};

const byState: { readonly [state: string]: WarehouseProblem | undefined } = {
  "02000": "no-database",
  "42501": "refused",
  "57014": "too-slow",
  "57P03": "no-compute",
};
