import { type Adapter, type QuotePolicy, quotePolicy, type RelationParts, relationText } from "@/server/dbt/adapters";
import { toPlain } from "@/server/dbt/jinja/convert";
import { str } from "@/server/dbt/jinja/text";
import { type Args, Callable, Dict, HostObject, orElse, Undefined, type Value } from "@/server/dbt/jinja/values";
import { isMap, type PlainMap } from "@/server/dbt/plain";

const PARTS = ["database", "schema", "identifier"] as const;

interface RelationOptions {
  adapter: Adapter;
  quotes: QuotePolicy;
  /** The warehouse's kind of relation, when known. */
  type?: string | null;
  /** A common table expression's name replaces the whole text. */
  cte?: string | null;
}

/** What `ref`, `source` and `this` give. It answers as a mapping too: packages probe it with `is mapping`. */
export class Relation extends HostObject {
  readonly typeName = "Relation";

  constructor(
    readonly parts: RelationParts,
    private readonly options: RelationOptions,
    private readonly hidden: ReadonlySet<string> = new Set(),
  ) {
    super();
  }

  override get isMapping(): boolean {
    return true;
  }

  override text(): string {
    if (this.options.cte) return this.options.cte;
    const shown = { ...this.parts };
    for (const part of PARTS) if (this.hidden.has(part)) shown[part] = null;
    return relationText(shown, this.options.quotes, this.options.adapter.quote);
  }

  override equals(other: Value): boolean {
    return other instanceof Relation && other.text() === this.text();
  }

  override iterate(): readonly Value[] {
    return ["metadata", "path", "type", "quote_character", "include_policy", "quote_policy", "dbt_created"];
  }

  override item(key: Value): Value | undefined {
    return typeof key === "string" ? this.attribute(key) : undefined;
  }

  override attribute(name: string): Value | undefined {
    const { database, schema, identifier } = this.parts;
    switch (name) {
      case "database":
        return database;
      case "schema":
        return schema;
      case "identifier":
      case "name":
      case "table":
        return identifier;
      case "type":
        return this.options.type ?? null;
      case "path":
        return Dict.fromRecord({ database, schema, identifier });
      case "metadata":
        return Dict.fromRecord({ type: this.options.adapter.relationType });
      case "is_cte":
        return !!this.options.cte;
      case "is_table":
      case "is_view":
      case "is_materialized_view":
      case "is_dynamic_table":
        return this.options.type === name.slice(3);
      case "quote_character":
        return this.options.adapter.quote;
      default:
        return this.method(name);
    }
  }

  private method(name: string): Value | undefined {
    const method = METHODS.get(name);
    return method && new Callable(name, (args) => method(this, args));
  }

  with(change: {
    parts?: Partial<RelationParts>;
    options?: Partial<RelationOptions>;
    hidden?: Iterable<string>;
  }): Relation {
    return new Relation(
      { ...this.parts, ...change.parts },
      { ...this.options, ...change.options },
      change.hidden ? new Set(change.hidden) : this.hidden,
    );
  }

  included(args: Args): Relation {
    const hidden = new Set(this.hidden);
    for (const part of PARTS) {
      const wanted = args.named.get(part);
      if (wanted === false) hidden.add(part);
      else if (wanted === true) hidden.delete(part);
    }
    return this.with({ hidden });
  }

  quoted(args: Args): Relation {
    return this.with({ options: { quotes: quotePolicy(this.options.quotes, namedMap(args)) } });
  }
}

type RelationMethod = (self: Relation, args: Args) => Value;

const METHODS: ReadonlyMap<string, RelationMethod> = new Map<string, RelationMethod>([
  ["include", (self, args) => self.included(args)],
  ["quote", (self, args) => self.quoted(args)],
  ["render", (self) => self.text()],
  ["render_limited", (self) => self.text()],
  ["without_identifier", (self) => self.with({ hidden: ["identifier"] })],
  [
    "information_schema",
    (self, args) =>
      self.with({ parts: { schema: "INFORMATION_SCHEMA", identifier: textOrNull(args.get(0, "view_name", null)) } }),
  ],
  ["information_schema_only", (self) => self.with({ parts: { schema: "INFORMATION_SCHEMA", identifier: null } })],
  [
    "incorporate",
    (self, args) =>
      self.with({
        parts: pathOf(args.named.get("path")),
        options: { type: textOrNull(args.named.get("type") ?? null) },
      }),
  ],
  ["replace_path", (self, args) => self.with({ parts: pathOf(new Dict(args.named)) })],
  ["matches", (self, args) => PARTS.every((part) => args.find(PARTS.indexOf(part), part) === self.parts[part])],
  ["get", (self, args) => orElse(self.attribute(str(args.positional[0] ?? "")), args.get(1, "default", null))],
]);

function pathOf(value: Value | undefined): Partial<RelationParts> {
  const parts: Partial<RelationParts> = {};
  if (value instanceof Dict)
    for (const part of PARTS) {
      const given = value.get(part);
      if (given !== undefined) parts[part] = textOrNull(given);
    }
  return parts;
}

function namedMap(args: Args): PlainMap {
  const map = toPlain(new Dict(args.named));
  return isMap(map) ? map : {};
}

export function textOrNull(value: Value): string | null {
  return value === null || value instanceof Undefined ? null : str(value);
}
