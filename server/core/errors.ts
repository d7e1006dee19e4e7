import type { FieldProblem } from "./kinds/types";

export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "invalid"
  | "conflict"
  | "in-use"
  | "rate-limited"
  | "git"
  | "unavailable";

export interface ErrorDetails {
  /** What the person can do next. */
  readonly next?: string;
  /** Problems with single fields, at dotted paths. */
  readonly fields?: readonly FieldProblem[];
  /** Data for the page that shows the error; never a secret. */
  readonly data?: { readonly [key: string]: unknown };
  readonly cause?: unknown;
}

/** An expected failure: it says what happened to a person, and what to do. Bugs are plain throws. */
export class DomainError extends Error {
  override name = "DomainError";
  readonly next: string | null;
  readonly fields: readonly FieldProblem[];
  readonly data: { readonly [key: string]: unknown };

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.next = details.next ?? null;
    this.fields = details.fields ?? [];
    this.data = details.data ?? {};
  }
}

export class NotFoundError extends DomainError {
  constructor(what: string, id: string) {
    super("not-found", `There is no ${what} “${id}” in this workspace.`, {
      next: "Check the id; it may have been deleted.",
    });
  }
}

export class InvalidError extends DomainError {
  constructor(fields: readonly FieldProblem[], message = "Some fields need attention.") {
    super("invalid", message, { fields, next: "Correct the fields and save again." });
  }
}
