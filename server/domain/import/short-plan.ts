import type { ImportPlan, ImportProblem } from "./types";

const most = 500;

/** A plan of a size that a page can show: the first 500 of each list, errors before warnings. Its counts are of all. */
export function shortPlan(plan: ImportPlan): ImportPlan & { readonly missingSecretsTotal: number } {
  const rank = ({ level }: ImportProblem) => (level === "error" ? 0 : 1);
  return {
    counts: plan.counts,
    resources: plan.resources.slice(0, most),
    problems: [...plan.problems].sort((a, b) => rank(a) - rank(b)).slice(0, most),
    missingSecrets: plan.missingSecrets.slice(0, most),
    missingSecretsTotal: plan.missingSecrets.length,
  };
}
