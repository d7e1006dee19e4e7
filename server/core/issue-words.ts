import type { z } from "zod";

/** Words for a person about a problem that zod found: the schema's own where it has some, never zod's. */
export function issueWords(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key") return issue.issues[0] ? issueWords(issue.issues[0]) : issue.message;
  if (!/^(?:Invalid (?:input|option)|Too (?:small|big)): expected/.test(issue.message)) return issue.message;
  if (issue.code === "invalid_type") return typeWords(issue.expected, issue.message);
  if (issue.code === "invalid_value") return `This must be ${oneOf(issue.values)}.`;
  if (issue.code === "too_small") return smallWords(issue);
  if (issue.code === "too_big") return bigWords(issue);
  return issue.message;
}

const article = (word: string) => `${/^[aeio]/.test(word) ? "an" : "a"} ${word}`;

function typeWords(expected: string, message: string): string {
  const received = /received (\w+)/.exec(message)?.[1];
  if (received === "undefined") return "This is required.";
  const instead =
    received === undefined || received === "NaN" ? "" : `, not ${received === "null" ? "null" : article(received)}`;
  return `This must be ${article(expected === "record" ? "object" : expected)}${instead}.`;
}

function oneOf(values: readonly unknown[]): string {
  const named = values.map((value) => `“${String(value)}”`).join(", ");
  return values.length === 1 ? named : `one of ${named}`;
}

function smallWords({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  const counted = countedAs(origin);
  if (counted === null) return `This must be ${inclusive ? `${minimum} or more` : `more than ${minimum}`}.`;
  return Number(minimum) === 1 ? "This must not be empty." : `At least ${minimum} ${counted}.`;
}

function bigWords({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): string {
  const counted = countedAs(origin);
  if (counted === null) return `This must be ${inclusive ? `${maximum} or less` : `less than ${maximum}`}.`;
  return `At most ${maximum} ${counted}.`;
}

/** What a length counts; null where the value itself is compared. */
function countedAs(origin: string): string | null {
  if (origin === "string") return "characters";
  return ["array", "set", "map", "object"].includes(origin) ? "entries" : null;
}
