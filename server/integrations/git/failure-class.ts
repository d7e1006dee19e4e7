import { accessClasses } from "@/server/integrations/git/failure-classes-access";
import { networkClasses, trustClasses } from "@/server/integrations/git/failure-classes-network";
import { localClasses, pushClasses } from "@/server/integrations/git/failure-classes-push";
import type { ClassFacts } from "@/server/integrations/git/failure-facts";

const facts = { ...networkClasses, ...trustClasses, ...accessClasses, ...pushClasses, ...localClasses };

export type GitFailureClass = keyof typeof facts;

export const gitFailureClasses = Object.keys(facts) as GitFailureClass[];

export function factsOf(name: GitFailureClass): ClassFacts {
  return facts[name];
}
