import type { z } from "zod";
import { curlOf } from "../examples/curl";
import type { Route } from "../route";
import { errorSchemas, headerComponents, refusalName, refusals, refusalsOf, success } from "./answers";
import { type Components, type JsonSchema, jsonSchemaOf } from "./json-schema";
import { parametersOf, sharedParameters } from "./parameters";

export interface Operation extends JsonSchema {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly parameters: readonly JsonSchema[];
}

export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: JsonSchema;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: JsonSchema } } & JsonSchema;
  readonly security: readonly JsonSchema[];
}

/** Changes when what clients may rely on does. */
const version = "1.0.0";

const about = `Configuration of one Tributary workspace, compatible with Segment's Public API: its Terraform provider and its SDKs work with this address.

Send \`Authorization: Bearer <token>\`; tokens are made under *Settings > Access > API tokens*. Bodies are JSON in UTF-8, whatever media type is declared, and at most 8 MB.
A good answer is \`{"data": {…}}\`, a refusal \`{"errors": [{"type", "message", "field", "status"}]}\`, never both. What is deleted already is deleted again without an error.`;

/** What the Public API at \`url\` serves, made from the same table that serves it. */
export function openApiDocument(routes: readonly Route[], url: string): OpenApiDocument {
  const components: Components = new Map();
  const paths: { [path: string]: { [method: string]: Operation } } = {};
  for (const route of routes) {
    const item = paths[route.path] ?? {};
    paths[route.path] = item;
    item[route.method.toLowerCase()] = operationOf(route, url, components);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Tributary Public API", version, description: about },
    servers: [{ url }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...Object.fromEntries([...components].toSorted(byName)), ...errorSchemas },
      responses: Object.fromEntries(Object.entries(refusals).map(([status, answer]) => [refusalName(status), answer])),
      headers: headerComponents,
      parameters: sharedParameters,
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "A token of the workspace." } },
    },
    security: [{ token: [] }],
  };
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

function operationOf(route: Route, url: string, components: Components): Operation {
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    parameters: parametersOf(route),
    ...(route.body ? { requestBody: bodyOf(route.body, components) } : {}),
    responses: {
      [route.status]: success(route, jsonSchemaOf(route.answer, "output", components)),
      ...refusalsOf(route),
    },
    "x-codeSamples": [{ lang: "Shell", label: "curl", source: curlOf(route, url) }],
  };
}

const bodyOf = (body: z.ZodType, components: Components) => ({
  required: true,
  content: { "application/json": { schema: jsonSchemaOf(body, "input", components) } },
});
