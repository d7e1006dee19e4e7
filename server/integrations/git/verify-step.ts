import type { GitFailure } from "@/server/integrations/git/failure";
import type { ShownHostKey } from "@/server/integrations/git/host-key-scan";

export type VerifyStepName =
  | "resolve"
  | "reach"
  | "host-key"
  | "certificate"
  | "authenticate"
  | "read"
  | "write"
  | "branch-protection";

/** `inconclusive`: what was tried failed for a reason that need not concern the real thing. `skipped`: not tried. */
export type VerifyStatus = "ok" | "warning" | "failed" | "skipped" | "inconclusive";

/** One finished step of a connection test, for a person. `ms` is the time it took; `remedy` what to do about it. */
export type VerifyStep = {
  step: VerifyStepName;
  status: VerifyStatus;
  ms: number;
  detail: string;
  remedy: string | null;
  failure?: GitFailure;
  /** Keys that the server showed and that nobody has confirmed: to be compared and stored. */
  shownKeys?: readonly ShownHostKey[];
};

/** A step's outcome before its name and time are known. */
export type Outcome = Omit<VerifyStep, "step" | "ms">;

export function ok(detail: string): Outcome {
  return { status: "ok", detail, remedy: null };
}

export function skipped(detail: string): Outcome {
  return { status: "skipped", detail, remedy: null };
}

export function failedWith(failure: GitFailure, status: VerifyStatus = "failed"): Outcome {
  return { status, detail: failure.title, remedy: failure.remedy, failure };
}
