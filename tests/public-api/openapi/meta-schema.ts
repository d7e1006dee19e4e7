/** What an OpenAPI 3.1 document must look like, as far as ours goes: an unknown or missing field anywhere is a fault. */

type Shape = Record<string, unknown>;

const text = { type: "string", minLength: 1 };
const flag = { type: "boolean" };

/** An object with exactly these fields; `x-…` are everybody's own. */
const fixed = (properties: Shape, required: readonly string[] = []): Shape => ({
  type: "object",
  properties,
  required,
  patternProperties: { "^x-": true },
  additionalProperties: false,
});

const mapOf = (value: Shape): Shape => ({ type: "object", additionalProperties: value });
const ref = (name: string): Shape => ({ $ref: `#/$defs/${name}` });

const orReference = (name: string): Shape => ({
  if: { type: "object", required: ["$ref"] },
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
  then: fixed({ $ref: { type: "string", pattern: "^#/components/[a-zA-Z]+/[A-Za-z0-9._-]+$" } }),
  else: ref(name),
});

const methods = ["get", "put", "post", "delete", "patch", "head", "options"];
const statusOrDefault = "^([1-5][0-9][0-9]|default)$";

const $defs: Shape = {
  // Schemas of their own are held against JSON Schema's meta-schema when they are compiled.
  schema: { type: ["object", "boolean"] },
  content: mapOf(fixed({ schema: ref("schema") }, ["schema"])),
  header: fixed({ description: text, required: flag, schema: ref("schema") }, ["schema"]),
  parameter: {
    ...fixed(
      {
        name: text,
        in: { enum: ["query", "header", "path", "cookie"] },
        description: text,
        required: flag,
        style: { enum: ["form", "simple", "deepObject"] },
        explode: flag,
        schema: ref("schema"),
      },
      ["name", "in", "schema"],
    ),
    if: { properties: { in: { const: "path" } } },
    // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
    then: { required: ["required"], properties: { required: { const: true } } },
  },
  body: fixed({ description: text, required: flag, content: ref("content") }, ["content"]),
  response: fixed({ description: text, headers: mapOf(orReference("header")), content: ref("content") }, [
    "description",
  ]),
  operation: fixed(
    {
      operationId: text,
      tags: { type: "array", items: text, minItems: 1, uniqueItems: true },
      summary: text,
      description: text,
      parameters: { type: "array", items: orReference("parameter"), uniqueItems: true },
      requestBody: orReference("body"),
      responses: {
        type: "object",
        minProperties: 1,
        patternProperties: { [statusOrDefault]: orReference("response") },
        additionalProperties: false,
      },
    },
    ["operationId", "responses"],
  ),
};

export const openApi31 = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $defs,
  ...fixed(
    {
      openapi: { type: "string", pattern: "^3\\.1\\.[0-9]+$" },
      info: fixed({ title: text, version: text, description: text }, ["title", "version"]),
      servers: { type: "array", items: fixed({ url: text, description: text }, ["url"]) },
      tags: { type: "array", items: fixed({ name: text, description: text }, ["name"]), uniqueItems: true },
      paths: {
        type: "object",
        patternProperties: { "^/": fixed(Object.fromEntries(methods.map((method) => [method, ref("operation")]))) },
        additionalProperties: false,
      },
      components: fixed({
        schemas: mapOf(ref("schema")),
        responses: mapOf(ref("response")),
        headers: mapOf(ref("header")),
        parameters: mapOf(ref("parameter")),
        securitySchemes: mapOf(
          fixed({ type: { const: "http" }, scheme: { const: "bearer" }, description: text }, ["type", "scheme"]),
        ),
      }),
      security: { type: "array", items: mapOf({ type: "array", items: text }) },
    },
    ["openapi", "info", "paths"],
  ),
};
