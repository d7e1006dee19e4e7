import type { ErrorShape } from "@/server/api/init";

/** A failure as a page shows it. */
export interface Failure extends ErrorShape {
  readonly message: string;
}

const unanswered: Failure = {
  message: "The server did not answer.",
  code: "unavailable",
  next: "Check the connection and try again.",
  fields: [],
  data: {},
  reference: null,
};

/** What an error thrown by a call of the API says. Errors that the API did not make are failures to reach it. */
export function failureOf(error: unknown): Failure {
  const data = (error as { data?: { domain?: ErrorShape } | null } | null)?.data;
  return error instanceof Error && data?.domain ? { ...data.domain, message: error.message } : unanswered;
}

/** Message and next step in one text, for a dialog or a toast. */
export function failureText(error: unknown): string {
  const { message, next } = failureOf(error);
  return next ? `${message} ${next}` : message;
}

/** Only a server that did not answer may answer the next time: refusals stay refusals. */
export const mayTryAgain = (error: unknown) => failureOf(error).code === "unavailable";
