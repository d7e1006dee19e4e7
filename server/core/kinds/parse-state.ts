import type { AttributeType, JsonValue, ResourceState } from "@/server/hcl/schema";
import { findFqlProblem } from "./fql-text";
import { findTextHazard } from "./text-hazards";
import type { Attribute, Attributes, FieldProblem, ResourceKind } from "./types";
import { isRecord } from "./values";

const maxDepth = 32;
const maxTextLength = 1_000_000;
const mostProblems = 100;

class Parser {
  readonly problems: FieldProblem[] = [];

  problem(path: string, message: string): null {
    // Keys of the input stand in paths, and an answer does not grow with a hostile input.
    if (this.problems.length < mostProblems) this.problems.push({ path: path.slice(0, 300), message });
    return null;
  }

  attributes(table: Attributes, input: { readonly [key: string]: JsonValue }, path: string): ResourceState {
    const at = (name: string) => (path ? `${path}.${name}` : name);
    for (const name of Object.keys(input)) {
      if (!Object.hasOwn(table, name)) this.problem(at(name), `“${name.slice(0, 100)}” is not an attribute here.`);
    }
    const state: { [name: string]: JsonValue } = {};
    for (const [name, attribute] of Object.entries(table)) {
      const value = Object.hasOwn(input, name) ? input[name] : undefined;
      state[name] = this.attribute(attribute, value ?? attribute.initial ?? null, at(name));
    }
    return state;
  }

  attribute(attribute: Attribute, value: JsonValue, path: string): JsonValue {
    if (value === null) {
      return attribute.mode === "required" ? this.problem(path, `${attribute.label} is required.`) : null;
    }
    const parsed = this.value(attribute.value, value, path);
    if (typeof parsed === "string") this.text(attribute, parsed, path);
    return parsed;
  }

  private text(attribute: Attribute, value: string, path: string) {
    if (value === "" && attribute.mode === "required" && !attribute.mayBeEmpty) {
      this.problem(path, `${attribute.label} is required.`);
    }
    if (value === "") return;
    if (attribute.options && !attribute.options.includes(value)) {
      this.problem(path, `Use one of ${attribute.options.join(", ")}.`);
    }
    if (attribute.maxLength && value.length > attribute.maxLength) {
      this.problem(
        path,
        `${attribute.label} may have at most ${attribute.maxLength} characters; this has ${value.length}.`,
      );
    }
    // References stand in file names: what cannot be an id is refused before anything is looked up.
    if (attribute.input === "reference" && !/^[A-Za-z0-9_:-]{1,320}$/.test(value)) {
      this.problem(path, `${attribute.label} must be the id of a resource.`);
    }
    const hazard = findTextHazard(attribute, value);
    if (hazard) this.problem(path, hazard);
    if (attribute.input === "fql") this.fql(value, path);
    if (attribute.pattern && !attribute.pattern.test.test(value)) this.problem(path, attribute.pattern.message);
  }

  private fql(value: string, path: string) {
    const found = this.problems.length < mostProblems ? findFqlProblem(value) : null;
    if (found) this.problems.push({ ...found, path: path.slice(0, 300) });
  }

  value(type: AttributeType, value: JsonValue, path: string): JsonValue {
    switch (type.type) {
      case "string":
        return typeof value === "string" ? this.plainText(value, path) : this.problem(path, "This must be a text.");
      case "number":
        return typeof value === "number" && Number.isFinite(value)
          ? value
          : this.problem(path, "This must be a number.");
      case "bool":
        return typeof value === "boolean" ? value : this.problem(path, "This must be true or false.");
      case "json":
        return this.jsonValue(value, path, 0);
      case "object":
        return isRecord(value)
          ? this.attributes(type.attributes as Attributes, value, path)
          : this.problem(path, "This must be an object.");
      case "set":
      case "list": {
        if (!Array.isArray(value)) return this.problem(path, "This must be a list.");
        const parsed = value.map((item, index) => this.value(type.element, item, `${path}.${index}`));
        return type.type === "set" ? this.unique(parsed, path) : parsed;
      }
    }
  }

  private unique(list: JsonValue[], path: string): JsonValue[] {
    const seen = new Set<string>();
    for (const [index, item] of list.entries()) {
      const key = JSON.stringify(item);
      if (seen.has(key)) this.problem(`${path}.${index}`, "This entry is there twice.");
      seen.add(key);
    }
    return list;
  }

  private plainText(value: string, path: string): string | null {
    if (value.length > maxTextLength) return this.problem(path, "This text is longer than a million characters.");
    if (value.includes("\0")) return this.problem(path, "The NUL character cannot be stored.");
    return value.isWellFormed() ? value : this.problem(path, "This text has half a character (an unpaired surrogate).");
  }

  private jsonValue(value: JsonValue, path: string, depth: number): JsonValue {
    if (depth > maxDepth) return this.problem(path, `JSON may be nested at most ${maxDepth} deep.`);
    if (typeof value === "string") return this.plainText(value, path);
    if (typeof value === "number" && !Number.isFinite(value))
      return this.problem(path, "This must be a finite number.");
    if (Array.isArray(value)) return value.map((item, index) => this.jsonValue(item, `${path}.${index}`, depth + 1));
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([key, item]) => {
      this.plainText(key, path);
      return [key, this.jsonValue(item, `${path}.${key}`, depth + 1)] as const;
    });
    return Object.fromEntries(entries);
  }
}

export interface ParsedState {
  readonly state: ResourceState;
  readonly problems: readonly FieldProblem[];
}

/**
 * Checks a state against its kind's attribute table and rules. Every attribute of the table is in the result, null
 * where it is not set. `input` is hostile: wrong types, unknown attributes and odd characters become problems. A
 * `draft` may lack what its kind calls incomplete.
 */
export function parseState(
  kind: ResourceKind,
  input: { readonly [key: string]: JsonValue },
  { draft = false }: { draft?: boolean } = {},
): ParsedState {
  const parser = new Parser();
  const state = parser.attributes(kind.attributes, input, "");
  if (parser.problems.every(({ tolerated }) => tolerated)) parser.problems.push(...(kind.check?.(state) ?? []));
  if (parser.problems.length === 0 && !draft) parser.problems.push(...(kind.incomplete?.(state) ?? []));
  if (isRecord(state.settings) === false && kind.attributes.settings?.value.type === "json") {
    parser.problem("settings", "Settings must be an object.");
  }
  return { state, problems: parser.problems };
}
