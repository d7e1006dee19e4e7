import type { WarehouseProblem } from "@/server/domain/warehouses/ports";
import { addressRefused } from "@/server/integrations/git/api-fetch";

/** Why a warehouse could not be asked; it never leaves the session, and holds no words of the server. */
export class WarehouseFailure extends Error {
  constructor(readonly problem: WarehouseProblem) {
    super(problem);
    this.name = "WarehouseFailure";
  }
}

export const fail = (problem: WarehouseProblem): never => {
  throw new WarehouseFailure(problem);
};

/** What a status means where a service says nothing more exact. */
export function problemOfStatus(status: number): WarehouseProblem {
  if (status === 401 || status === 403) return "refused";
  if (status === 408 || status === 504) return "too-slow";
  if (status === 429 || status === 503) return "busy";
  return "other";
}

/** By codes and the guard's own words: messages of HTTP clients may hold the request. */
export function problemOfError(error: unknown): WarehouseProblem {
  const cause = (error as { cause?: unknown } | null)?.cause ?? error ?? {};
  const { code, message } = cause as { code?: unknown; message?: unknown };
  if (message === addressRefused) return "not-allowed";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "not-found";
  if (code === "ETIMEDOUT" || code === "UND_ERR_CONNECT_TIMEOUT") return "too-slow";
  return "unreachable";
}
