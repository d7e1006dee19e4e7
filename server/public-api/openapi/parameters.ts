import type { Route } from "../route";
import type { JsonSchema } from "./json-schema";

/** `trackingPlanId` as words: "Id of the tracking plan". */
function wordsOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  if (words === "id") return "Its id";
  return words.endsWith(" id") ? `Id of the ${words.slice(0, -3)}` : `The ${words}`;
}

export const pathParameters = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

const page: JsonSchema = {
  name: "pagination",
  in: "query",
  style: "deepObject",
  explode: true,
  description: "Which part of the list: `pagination[count]` and `pagination[cursor]`, also spelled with a dot.",
  schema: {
    type: "object",
    properties: {
      count: { type: "integer", minimum: 1, maximum: 1000, default: 200 },
      cursor: { type: "string", description: "`next` or `previous` of an earlier answer; opaque." },
    },
  },
};

const idempotencyKey: JsonSchema = {
  name: "Idempotency-Key",
  in: "header",
  description:
    "Tells two wanted copies apart. Without it, the same body sent again within minutes is one and the same.",
  schema: { type: "string" },
};

export const sharedParameters = { Pagination: page, IdempotencyKey: idempotencyKey };

/** Path, query and header parameters of a route. */
export function parametersOf(route: Route): JsonSchema[] {
  const inPath = pathParameters(route.path).map((name) => ({
    name,
    in: "path",
    required: true,
    description: wordsOf(name),
    schema: { type: "string" },
  }));
  const inQuery = route.query.map(({ name, description, required = false }) => ({
    name,
    in: "query",
    required,
    description,
    schema: { type: "string" },
  }));
  const shared = [
    ...(route.paged ? ["Pagination"] : []),
    ...(route.method === "POST" && route.operation.startsWith("create") ? ["IdempotencyKey"] : []),
  ];
  return [...inPath, ...inQuery, ...shared.map((name) => ({ $ref: `#/components/parameters/${name}` }))];
}
