import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import type { Ctx, Db } from "@/server/core/ctx";
import { DomainError, type ErrorCode } from "@/server/core/errors";
import { issueWords } from "@/server/core/issue-words";
import { contextFor } from "@/server/domain/workspaces/context-for";
import { log } from "@/server/log";

export interface SignedIn {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly sessionId: string;
}

/** What a request brings: who is signed in, and the database. */
export interface ApiContext {
  readonly db: Db;
  readonly signedIn: SignedIn | null;
  /** Contexts by workspace, for calls that make one page together; without it each call reads them anew. */
  readonly contexts?: Map<string, Promise<Ctx>>;
}

const trpcCodes: { readonly [C in ErrorCode]: TRPCError["code"] } = {
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  "not-found": "NOT_FOUND",
  invalid: "BAD_REQUEST",
  conflict: "CONFLICT",
  "in-use": "CONFLICT",
  "rate-limited": "TOO_MANY_REQUESTS",
  git: "BAD_GATEWAY",
  unavailable: "SERVICE_UNAVAILABLE",
};

/** What a page needs to show a failure: no stack, no cause. */
export interface ErrorShape {
  readonly code: ErrorCode | "bug";
  readonly next: string | null;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  readonly data: { readonly [key: string]: unknown };
  /** Stands in the log beside the whole error. */
  readonly reference: string | null;
}

function shapeOf(error: TRPCError): ErrorShape {
  const { cause } = error;
  if (cause instanceof DomainError) {
    return { code: cause.code, next: cause.next, fields: cause.fields, data: cause.data, reference: null };
  }
  if (cause instanceof z.ZodError) {
    const fields = cause.issues.map((issue) => ({ path: issue.path.join("."), message: issueWords(issue) }));
    return { code: "invalid", next: "Correct the fields and try again.", fields, data: {}, reference: null };
  }
  const reference = crypto.randomUUID().slice(0, 8);
  log().error({ error: cause ?? error, reference }, "A request failed");
  return { code: "bug", next: `Try again. If it happens again, quote ${reference}.`, fields: [], data: {}, reference };
}

const t = initTRPC.context<ApiContext>().create({
  transformer: superjson,
  // The one error mapping: domain codes to tRPC's, bugs to a reference into the log.
  errorFormatter({ shape, error }) {
    const domain = shapeOf(error);
    const message =
      domain.code === "bug"
        ? "Something went wrong on our side."
        : domain.code === "invalid" && !(error.cause instanceof DomainError)
          ? "Some fields need attention."
          : shape.message;
    return {
      ...shape,
      message,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, domain },
    };
  },
});

/** Turns domain errors of every procedure into tRPC errors that keep them as their cause. */
const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof DomainError) {
    const { cause } = result.error;
    throw new TRPCError({ code: trpcCodes[cause.code], message: cause.message, cause });
  }
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const anyone = t.procedure.use(mapErrors);

/** For everybody who is signed in. */
export const signedInProcedure = anyone.use(({ ctx, next }) => {
  if (!ctx.signedIn)
    throw new DomainError("unauthenticated", "You are not signed in.", { next: "Sign in and try again." });
  return next({ ctx: { ...ctx, signedIn: ctx.signedIn } });
});

/** For members of the workspace that the input names; gives the verbs' context as `ctx.workspaceCtx`. */
export const workspaceProcedure = signedInProcedure
  .input(z.object({ workspace: z.string().min(1).max(100) }))
  .use(async ({ ctx, input, next }) => {
    const slug = input.workspace;
    const known = ctx.contexts?.get(slug);
    const found = known ?? contextFor(ctx.db, { slug, account: ctx.signedIn, origin: "ui" });
    ctx.contexts?.set(slug, found);
    return next({ ctx: { ...ctx, workspaceCtx: await found } });
  });
