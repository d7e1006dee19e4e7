import { HclError } from "@/server/hcl/error";
import { readTfvars } from "@/server/hcl/read";
import type { JsonValue } from "@/server/hcl/schema";
import type { Expression } from "@/server/hcl/syntax";

/** Values by name of a `.tfvars` file: texts, numbers and truth values. Throws HclError with the line. */
export function readValues(text: string, file: string): Map<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  for (const { name, value } of readTfvars(text, { file })) {
    const plain = plainValue(value, file);
    if (plain !== null) values.set(name, plain);
  }
  return values;
}

function plainValue(value: Expression, file: string): JsonValue {
  switch (value.kind) {
    case "string":
    case "bool":
      return value.value;
    case "number":
      return Number(value.text);
    case "null":
      return null;
    default:
      throw new HclError("wrong_value", "A secret must be a text.", "Write it in quotes.", file, value.at ?? null);
  }
}
