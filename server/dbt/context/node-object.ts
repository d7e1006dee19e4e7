import { fromPlain } from "@/server/dbt/jinja/convert";
import { str } from "@/server/dbt/jinja/text";
import { Callable, HostObject, orElse, type Value } from "@/server/dbt/jinja/values";
import type { ConfiguredType, DbtNode } from "@/server/dbt/node";
import type { Plain, PlainMap } from "@/server/dbt/plain";

/** As much of a node as is known when a template looks at it. */
export type NodeFacts = Partial<Omit<DbtNode, "resourceType">> & { name: string; resourceType: ConfiguredType };

/** A node as templates see it (`model`, and the `node` of naming macros), read lazily field by field. */
export class NodeObject extends HostObject {
  readonly typeName = "ModelNode";
  constructor(private readonly node: NodeFacts) {
    super();
  }

  override get isMapping(): boolean {
    return true;
  }

  override text(): string {
    return `<${this.typeName} ${this.node.uniqueId ?? this.node.name}>`;
  }

  override item(key: Value): Value | undefined {
    return typeof key === "string" ? this.field(key) : undefined;
  }

  override attribute(name: string): Value | undefined {
    if (name === "get")
      return new Callable(name, (args) =>
        orElse(this.field(str(args.positional[0] ?? "")), args.get(1, "default", null)),
      );
    if (name === "is_versioned") return this.node.version != null;
    return this.field(name);
  }

  private field(name: string): Value | undefined {
    const read = FIELDS.get(name);
    return read && fromPlain(read(this.node));
  }
}

type Reader = (node: NodeFacts) => Plain | undefined;

const FIELDS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["name", (node) => node.name],
  ["unique_id", (node) => node.uniqueId],
  ["resource_type", (node) => node.resourceType],
  ["package_name", (node) => node.packageName],
  ["path", (node) => node.path],
  ["original_file_path", (node) => node.originalFilePath],
  ["fqn", (node) => node.fqn],
  ["language", (node) => node.language],
  ["raw_code", (node) => node.rawCode],
  ["raw_sql", (node) => node.rawCode],
  ["database", (node) => node.database],
  ["schema", (node) => node.schema],
  ["alias", (node) => node.alias ?? node.name],
  ["identifier", (node) => node.alias ?? node.name],
  ["relation_name", (node) => node.relationName],
  ["config", (node) => node.config ?? {}],
  ["unrendered_config", (node) => node.unrenderedConfig ?? {}],
  ["tags", (node) => node.tags ?? []],
  ["meta", (node) => node.meta ?? {}],
  ["group", (node) => node.group],
  ["access", (node) => node.access],
  ["description", (node) => node.description ?? ""],
  ["columns", (node) => columnsOf(node)],
  ["version", (node) => node.version],
  ["latest_version", (node) => node.latestVersion],
  ["constraints", (node) => node.constraints ?? []],
  ["depends_on", () => ({ nodes: [], macros: [] })],
  ["refs", (node) => (node.refs ?? []).map((ref) => ({ name: ref.name, package: ref.package, version: ref.version }))],
  ["sources", (node) => (node.sources ?? []).map((source) => [...source])],
  ["checksum", (node) => ({ name: "sha256", checksum: node.blobId ?? "" })],
]);

function columnsOf(node: NodeFacts): PlainMap {
  const columns = (node.columns ?? []).map((column) => {
    const { name, description, meta, tags, quote } = column;
    return [name, { name, description, data_type: column.dataType, meta, tags, quote }] as const;
  });
  return Object.fromEntries(columns);
}
