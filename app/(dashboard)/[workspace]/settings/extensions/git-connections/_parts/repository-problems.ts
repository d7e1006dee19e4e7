import { failureOf } from "@/app/_trpc/failure";
import type { FormError } from "@/app/_ui/form-error-summary";
import type { CheckedRepository } from "@/server/domain/git-connections/check-repository";

/** The problems that a check of a repository found, at their fields. */
export function problemsOf({ urlProblem, branchProblem, pathProblem }: CheckedRepository): FormError[] {
  return [
    ...(urlProblem ? [{ name: "url", message: `${urlProblem.message} ${urlProblem.remedy}` }] : []),
    ...(branchProblem ? [{ name: "branch", message: `${branchProblem.message} ${branchProblem.remedy}` }] : []),
    ...(pathProblem ? [{ name: "folder", message: pathProblem }] : []),
  ];
}

/** What a call that failed says, at its fields where it names any. */
export function errorsOf(error: unknown): FormError[] {
  const { message, next, fields } = failureOf(error);
  if (fields.length > 0) return fields.map((field) => ({ name: field.path, message: field.message }));
  return [{ message: next ? `${message} ${next}` : message }];
}
