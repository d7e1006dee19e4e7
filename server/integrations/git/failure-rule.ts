import type { GitFailureClass } from "@/server/integrations/git/failure-class";
import type { Evidence } from "@/server/integrations/git/failure-text";

/**
 * One way to know a class by what was said. The first rule that fits wins. Patterns look at bounded text and use only
 * bounded gaps (no `.*`), so that time stays linear however hostile the server's words are.
 */
export type FailureRule = {
  class: GitFailureClass;
  pattern: RegExp;
  within: keyof Pick<Evidence, "all" | "remote" | "local" | "rejected">;
  unless?: RegExp;
  /** Classes that say exactly the same, so that a caller may look further. */
  also?: readonly GitFailureClass[];
  /** A remedy that fits this wording better than that of the class. */
  remedy?: string;
};

type RuleOptions = Partial<Pick<FailureRule, "within" | "unless" | "also" | "remedy">>;

export function rule(name: GitFailureClass, pattern: RegExp, options: RuleOptions = {}): FailureRule {
  return { class: name, pattern, within: "all", ...options };
}

export function fits(candidate: FailureRule, evidence: Evidence): boolean {
  const text = evidence[candidate.within];
  if (text === "" || !candidate.pattern.test(text)) return false;
  return candidate.unless === undefined || !candidate.unless.test(evidence.all);
}
