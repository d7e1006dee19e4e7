import type { OpenApiDocument, Operation } from "@/server/public-api/openapi/document";
import { type FieldRow, fieldRows, type Schema, typeWords } from "./field-rows";

const json = "application/json";

interface Content {
  readonly content?: { readonly [type: string]: { readonly schema: Schema } };
}

/** What the reference shows of an operation, read from the document. */
export interface OperationParts {
  readonly parameters: readonly FieldRow[];
  readonly body: readonly FieldRow[];
  /** Fields of `data`. */
  readonly answer: readonly FieldRow[];
  readonly status: string;
  /** Statuses of refusals, without the one for faults of ours. */
  readonly refusals: readonly string[];
}

export function operationParts(operation: Operation, { components }: OpenApiDocument): OperationParts {
  const { schemas } = components;
  const responses = operation.responses as { readonly [status: string]: Content };
  const status = Object.keys(responses).find((each) => each.startsWith("2")) ?? "200";
  const answer = responses[status]?.content?.[json]?.schema;
  const body = (operation.requestBody as Content | undefined)?.content?.[json]?.schema;
  const data = (answer?.properties as { readonly data?: Schema } | undefined)?.data;
  return {
    parameters: operation.parameters.flatMap((parameter) => parameterRows(parameter, components)),
    body: body ? fieldRows(body, schemas) : [],
    answer: data ? fieldRows(data, schemas) : [],
    status,
    refusals: Object.keys(responses).filter((each) => /^4/.test(each)),
  };
}

/** A parameter as a row; one that is an object as a row for each of its keys. */
function parameterRows(parameter: Schema, components: OpenApiDocument["components"]): FieldRow[] {
  const name = typeof parameter.$ref === "string" ? parameter.$ref.split("/").at(-1) : undefined;
  if (name !== undefined) {
    const shared = (components.parameters as { readonly [name: string]: Schema } | undefined)?.[name];
    return shared ? parameterRows(shared, components) : [];
  }
  const schema = (parameter.schema ?? {}) as Schema;
  if (schema.type === "object") {
    return fieldRows(schema, {}).map((row) => ({ ...row, name: `${parameter.name}[${row.name}]` }));
  }
  return [
    {
      name: String(parameter.name),
      type: `${typeWords(schema, {})}, in the ${parameter.in === "header" ? "headers" : parameter.in}`,
      required: parameter.required === true,
      description: typeof parameter.description === "string" ? parameter.description : null,
    },
  ];
}
