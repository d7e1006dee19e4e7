import { isAlias, isNode, isScalar, isSeq, isMap as isYamlMap, type Node, Scalar } from "yaml";
import { emptyMap, isMap, type Plain, type PlainMap } from "@/server/dbt/plain";
import { parsedDocument } from "@/server/dbt/yaml-document";
import { resolveScalar } from "@/server/dbt/yaml-scalars";

export class YamlError extends Error {
  override name = "YamlError";
  constructor(
    message: string,
    readonly line: number | null,
  ) {
    super(message);
  }
}

const MAX_NODES = 2_000_000;
const MAX_DEPTH = 200;

/**
 * Reads YAML as PyYAML's `safe_load` does (YAML 1.1): its words for booleans, its numbers, the last of two equal keys
 * wins, `<<` merges. Dates stay text. Throws {@link YamlError} with a 1-based line.
 */
export function parseYaml(text: string): Plain {
  const { document, lines, length } = parsedDocument(text.trim());
  const [error] = document.errors;
  if (error) throw new YamlError(error.message, lines.linePos(error.pos[0]).line + lineOffset(text));
  return new Reader(document.contents as Node | null, length).read();
}

function lineOffset(text: string): number {
  const lead = text.length - text.trimStart().length;
  return text.slice(0, lead).split("\n").length - 1;
}

class Reader {
  private nodes = 0;
  /** Values by anchor; an anchor may be set again, and an alias means the last one before it. */
  private readonly anchors = new Map<string, Plain>();

  constructor(
    private readonly root: Node | null,
    private readonly end: number,
  ) {}

  read(): Plain {
    return this.value(this.root, 0);
  }

  private value(node: unknown, depth: number): Plain {
    if (++this.nodes > MAX_NODES) throw new YamlError("the file has too many values", null);
    if (depth > MAX_DEPTH) throw new YamlError("the file nests too deep", null);
    if (isAlias(node)) return this.alias(node.source);
    const value = this.content(node, depth);
    if (isNode(node) && "anchor" in node && typeof node.anchor === "string") this.anchors.set(node.anchor, value);
    return value;
  }

  private content(node: unknown, depth: number): Plain {
    if (isScalar(node)) return scalar(node, this.end);
    if (isSeq(node)) return node.items.map((item) => this.value(item, depth + 1));
    return isYamlMap(node) ? this.map(node.items, depth) : null;
  }

  /** An alias gives the very object of its anchor: a bomb of aliases stays as small as it is written. */
  private alias(name: string): Plain {
    const value = this.anchors.get(name);
    if (value === undefined) throw new YamlError(`found undefined alias '${name}'`, null);
    return value;
  }

  /** Keys of merged maps come first and give way to the map's own, wherever the `<<` stands. */
  private map(items: { key: unknown; value: unknown }[], depth: number): PlainMap {
    const [out, ownEntries] = [emptyMap(), emptyMap()];
    for (const pair of items) {
      if (isMergeKey(pair.key)) this.merge(out, this.value(pair.value, depth + 1));
      else ownEntries[keyText(this.value(pair.key, depth + 1))] = this.value(pair.value, depth + 1);
    }
    return Object.assign(out, ownEntries);
  }

  private merge(out: PlainMap, source: Plain): void {
    const maps = Array.isArray(source) ? [...source].reverse() : [source];
    for (const map of maps) if (isMap(map)) Object.assign(out, map);
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === "<<" && (key.type === undefined || key.type === Scalar.PLAIN);
}

function scalar(node: Scalar, end: number): Plain {
  const text = typeof node.value === "string" ? node.value : node.value === null ? "" : String(node.value);
  const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
  // A block that the file ends without a line break has none to keep.
  if (isBlock && (node.range?.[1] ?? 0) >= end && text.endsWith("\n")) return text.slice(0, -1);
  const isPlain = node.type === undefined || node.type === Scalar.PLAIN;
  return resolveScalar(text, isPlain, node.tag);
}

function keyText(key: Plain): string {
  if (key === null) return "None";
  if (typeof key === "boolean") return key ? "True" : "False";
  return typeof key === "object" ? JSON.stringify(key) : String(key);
}
