import { stringify } from "./json";

/** One entry of an error answer; `field` is the dotted path in the request. Source: Segment's Public API. */
export interface ApiError {
  readonly type: string;
  readonly message: string;
  readonly field?: string;
  readonly data?: { readonly [key: string]: unknown } | null;
}

type Headers = { readonly [name: string]: string };

/** Compressing less than a few packets takes longer than sending them. */
const worthCompressing = 4096;

function json(status: number, body: unknown, headers: Headers = {}): Response {
  const text = stringify(body);
  const cache = text.length < worthCompressing ? "no-store, no-transform" : "no-store";
  const own = { "content-type": "application/json; charset=utf-8", "cache-control": cache };
  return new Response(text, { status, headers: { ...own, ...headers } });
}

/** `{"data": …}`: never empty, since clients read an object without its keys as one whose values are all zero. */
export const success = (status: number, data: object, headers?: Headers) => json(status, { data }, headers);

/** `{"errors": […]}` with at least one entry, and never `data` beside it. */
export function failure(status: number, errors: readonly [ApiError, ...ApiError[]], headers?: Headers): Response {
  return json(status, { errors: errors.map((error) => ({ ...error, status })) }, headers);
}
