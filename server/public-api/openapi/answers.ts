import type { Route } from "../route";
import type { JsonSchema } from "./json-schema";

const error: JsonSchema = {
  type: "object",
  required: ["type", "message", "status"],
  properties: {
    type: { type: "string", description: "A word for programs, such as `input-validation`." },
    message: { type: "string", description: "What is wrong and what to do, for a person." },
    field: { type: "string", description: "Where it is in the request, as a dotted path." },
    data: { type: ["object", "null"], description: "Facts for programs, such as when to try again." },
    status: { type: "integer" },
  },
};

export const errorSchemas: { readonly [name: string]: JsonSchema } = {
  Error: error,
  Errors: {
    type: "object",
    required: ["errors"],
    properties: { errors: { type: "array", minItems: 1, items: { $ref: "#/components/schemas/Error" } } },
    not: { required: ["data"] },
  },
};

const integerHeader = (description: string) => ({ description, schema: { type: "integer", minimum: 0 } });

export const headerComponents = {
  "X-RateLimit-Consumed": integerHeader("Requests of this token in the current minute."),
  "X-RateLimit-Remaining": integerHeader("Requests that are left in it."),
  "X-RateLimit-Reset": { description: "When the next minute begins, as an RFC 5322 date.", schema: { type: "string" } },
  "Retry-After": integerHeader("Whole seconds to wait."),
};

const rateHeaders = Object.fromEntries(
  ["X-RateLimit-Consumed", "X-RateLimit-Remaining", "X-RateLimit-Reset"].map((name) => [
    name,
    { $ref: `#/components/headers/${name}` },
  ]),
);

const failure = (description: string, headers = {}) => ({
  description,
  headers,
  content: { "application/json": { schema: { $ref: "#/components/schemas/Errors" } } },
});

/** Every way to be refused, by status. */
export const refusals = {
  "401": failure("The token is missing, unknown, expired or revoked, or its scope does not reach this."),
  "404": failure("There is nothing with this id in the token's workspace.", rateHeaders),
  "409": failure("Something with this name exists, or something else still uses this.", rateHeaders),
  "413": failure("The body is larger than 8 MB.", rateHeaders),
  "422": failure("The request is not valid; `field` says where. Nothing was changed.", rateHeaders),
  "429": failure("Too many requests in this minute. Nothing was changed.", {
    ...rateHeaders,
    "Retry-After": { $ref: "#/components/headers/Retry-After" },
  }),
  default: failure("Something went wrong on the server's side; the message holds a reference into its log."),
} as const;

/** The refusals that a route can answer with, as references. */
export function refusalsOf(route: Route): { [status: string]: JsonSchema } {
  const statuses = [
    "401",
    ...(route.path.includes("{") ? ["404"] : []),
    ...(route.method === "GET" ? [] : ["409"]),
    ...(route.body ? ["413"] : []),
    "422",
    "429",
    "default",
  ];
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${refusalName(status)}` }]),
  );
}

export const refusalName = (status: string) => (status === "default" ? "Failed" : `Refused${status}`);

/** The one good answer: `data` with the route's own keys. */
export const success = (route: Route, data: JsonSchema) => ({
  description: route.summary,
  headers: rateHeaders,
  content: { "application/json": { schema: { type: "object", required: ["data"], properties: { data } } } },
});
