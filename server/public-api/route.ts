import type { z } from "zod";
import type { Ctx } from "@/server/core/ctx";
import type { Page } from "./pagination";
import type { Query } from "./query";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Everything a route is given. `body` has passed the route's schema. */
export interface Call<Body> {
  readonly ctx: Ctx;
  /** Decoded path parameters by name. */
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly page: Page;
  /** The same for the same request sent again by the same token: a create that it belongs to is not done twice. */
  readonly repeatKey: string;
  readonly headers: Headers;
}

export type Params = (name: string) => string;

/** A row of the route table: what is served, what goes in and out, and the verb call that does it. */
export interface Route {
  readonly method: Method;
  /** Such as `/sources/{sourceId}`. */
  readonly path: string;
  /** Operation id, as the SDK spells it. */
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly body: z.ZodType | null;
  /** Query parameters beside pagination. */
  readonly query: readonly QueryParameter[];
  readonly paged: boolean;
  /** Keys of `data`. */
  readonly answer: z.ZodType;
  readonly status: 200 | 201;
  /** Names of attributes in this request, where they are not their own ones in camel case. */
  readonly fieldOf?: (attributePath: string) => string;
  readonly run: (call: Call<never>) => Promise<object>;
}

export interface QueryParameter {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
}

interface RouteOptions<Body extends z.ZodType> {
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly body?: Body;
  readonly query?: readonly QueryParameter[];
  readonly paged?: boolean;
  readonly answer: z.ZodType;
  readonly status?: 200 | 201;
  readonly fieldOf?: (attributePath: string) => string;
  readonly run: (call: Call<z.output<Body>>) => Promise<object>;
}

/** Thrown by a route that answers with something else than its `data`. */
export class AnswerInstead extends Error {
  constructor(readonly answer: Response) {
    super("The route has an answer of its own.");
  }
}

/** Declares a route: `route("GET", "/sources/{sourceId}", {…})`. */
export function route<Body extends z.ZodType = z.ZodUndefined>(
  method: Method,
  path: string,
  options: RouteOptions<Body>,
): Route {
  const { body = null, query = [], paged = false, status = 200, run, ...rest } = options;
  return { method, path, body, query, paged, status, run: run as Route["run"], ...rest };
}
