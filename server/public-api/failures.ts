import { z } from "zod";
import { DomainError, type ErrorCode } from "@/server/core/errors";
import { issueWords } from "@/server/core/issue-words";
import { log } from "@/server/log";
import { type ApiError, failure } from "./answer";
import { AnswerInstead } from "./route";

/**
 * Statuses of the domain's codes. A token that may not do something answers 401 as Segment does: the Terraform provider
 * takes 403 on a transformation for "deleted". Nothing expected is a 5xx, since clients repeat those.
 */
const statuses: { readonly [C in ErrorCode]: readonly [status: number, type: string] } = {
  unauthenticated: [401, "unauthorized"],
  forbidden: [401, "unauthorized"],
  "not-found": [404, "not-found"],
  invalid: [422, "input-validation"],
  conflict: [409, "conflict"],
  "in-use": [409, "conflict"],
  "rate-limited": [429, "RequestError"],
  git: [422, "git"],
  unavailable: [503, "unavailable"],
};

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Where a problem of a verb stands in the request. */
export type FieldNames = (attributePath: string) => string;

/** Attribute names as the API spells them, keys inside JSON documents untouched. */
const apiField: FieldNames = (path) => {
  const [first = "", ...rest] = path.split(".");
  return first === "settings" ? path : [first, ...rest].map(camel).join(".");
};

/** The same for a request that calls some attributes by other names, or holds all of them inside of something. */
export function fieldNames(names: { readonly [attributePath: string]: string }, inside = ""): FieldNames {
  return (path) => {
    const known = Object.keys(names).find((name) => path === name || path.startsWith(`${name}.`));
    return inside + (known === undefined ? apiField(path) : names[known] + path.slice(known.length));
  };
}

/** Turns whatever a route threw into the documented error shape; a bug becomes a reference into the log. */
export function failureOf(error: unknown, fieldOf: FieldNames = apiField): Response {
  if (error instanceof AnswerInstead) return error.answer;
  if (error instanceof z.ZodError) {
    const [first, ...others] = error.issues.map(issueError);
    return failure(422, [first ?? { type: "input-validation", message: "The request is not valid." }, ...others]);
  }
  if (error instanceof DomainError) {
    const [status, type] = statuses[error.code];
    const next = error.next ? ` ${error.next}` : "";
    const [first, ...others] = error.fields.map(
      ({ path, message }): ApiError => ({ type, message: `${fieldOf(path)}: ${message}`, field: fieldOf(path) }),
    );
    return failure(status, [first ?? { type, message: `${error.message}${next}` }, ...others]);
  }
  const reference = crypto.randomUUID().slice(0, 8);
  log().error({ error, reference }, "A Public API request failed");
  return failure(500, [{ type: "internal", message: `Something went wrong on our side. Quote ${reference}.` }]);
}

const mostUnknownNamed = 20;

function issueError(issue: z.core.$ZodIssue): ApiError {
  const at = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.slice(0, mostUnknownNamed).map((key) => key.slice(0, 100));
    const field = [...at, names[0] ?? ""].join(".");
    return { type: "input-validation", message: `“${names.join("”, “")}” is not an attribute here.`, field };
  }
  const field = at.join(".").slice(0, 300);
  const words = issueWords(issue);
  return { type: "input-validation", message: field ? `${field}: ${words}` : words, field };
}
