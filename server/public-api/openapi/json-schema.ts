import { z } from "zod";

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Schemas that have a name of their own, by that name. */
export type Components = Map<string, JsonSchema>;

/**
 * What a zod type says as JSON Schema. Types with an id go to `components` and are referred to. Answers may grow: only
 * requests refuse what they do not know.
 */
export function jsonSchemaOf(type: z.ZodType, io: "input" | "output", components: Components): JsonSchema {
  const {
    $schema: _,
    $defs,
    ...schema
  } = z.toJSONSchema(type, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (def.type === "object" && def.catchall === undefined) delete jsonSchema.additionalProperties;
    },
  });
  for (const [name, definition] of Object.entries($defs ?? {})) {
    const { id: _id, ...named } = definition;
    components.set(name, tidy(named) as JsonSchema);
  }
  return tidy(schema) as JsonSchema;
}

/** Refers to components where they stand in an OpenAPI document, and leaves out what says nothing. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== "propertyNames")
    .map(([key, item]): [string, unknown] => {
      if (key === "$ref" && typeof item === "string")
        return [key, item.replace(/^#\/\$defs\//, "#/components/schemas/")];
      return [key, tidy(item)];
    });
  return flatten(Object.fromEntries(entries));
}

/** "Either null or (either null or x)" is "either null or x". */
function flatten(schema: JsonSchema): JsonSchema {
  const { anyOf } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const branches = (anyOf as readonly JsonSchema[]).flatMap((branch) =>
    Array.isArray(branch.anyOf) && Object.keys(branch).length === 1 ? (branch.anyOf as JsonSchema[]) : [branch],
  );
  const texts = branches.map((branch) => JSON.stringify(branch));
  return { ...schema, anyOf: branches.filter((_, index) => texts.indexOf(texts[index] ?? "") === index) };
}
