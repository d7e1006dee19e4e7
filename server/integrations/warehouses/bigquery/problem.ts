import { z } from "zod";
import type { WarehouseProblem } from "@/server/domain/warehouses/ports";
import { problemOfStatus } from "../https/failure";
import type { HttpsAnswer } from "../https/session";

const Refusal = z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })).default([]) }) });

/** Why a request was refused: by the service's own reasons first, since it says 403 to too many requests, too. */
export function problemOfAnswer({ status, json }: HttpsAnswer): WarehouseProblem {
  const [first] = Refusal.safeParse(json).data?.error.errors ?? [];
  const known = first && Object.hasOwn(byReason, first.reason) ? byReason[first.reason] : undefined;
  return known ?? (status === 404 ? "no-database" : problemOfStatus(status));
}

const byReason: { readonly [reason: string]: WarehouseProblem } = {
  notFound: "no-database",
  accessDenied: "refused",
  accessNotConfigured: "no-compute",
  rateLimitExceeded: "busy",
  jobRateLimitExceeded: "busy",
  quotaExceeded: "busy",
  timeout: "too-slow",
  stopped: "too-slow",
  responseTooLarge: "too-much",
};
