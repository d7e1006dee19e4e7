import type { Prisma } from "@/prisma/generated/client";
import { InvalidError } from "@/server/core/errors";
import { isMap, plainToJson } from "@/server/dbt/plain";
import { parseYaml } from "@/server/dbt/yaml";

/** JSON escapes these only where they stand alone, and a database refuses them. */
const unstorable = /\\u(?:0000|d[89a-f][0-9a-f]{2})/gi;

/** Project variables as a person writes them, in JSON or YAML as `dbt --vars` takes it. Throws InvalidError at `vars`. */
export function readVars(text: string): Prisma.InputJsonObject {
  if (text.trim() === "") return {};
  try {
    const value = parseYaml(text);
    if (isMap(value)) return JSON.parse(plainToJson(value).replaceAll(unstorable, "\\ufffd"));
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : "not valid";
    throw new InvalidError([{ path: "vars", message: `This is neither JSON nor YAML: ${reason}` }]);
  }
  throw new InvalidError([{ path: "vars", message: "Write a map from names to values." }]);
}
