import {
  type Alias,
  isAlias,
  isScalar,
  isSeq,
  isMap as isYamlMap,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
} from "yaml";
import { emptyMap, isMap, type Plain, type PlainMap } from "@/server/dbt/plain";
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
  const lines = new LineCounter();
  const source = text.trim();
  const dropped = lineOffset(text);
  const document = parseDocument(source, {
    version: "1.1",
    schema: "failsafe",
    uniqueKeys: false,
    merge: false,
    strict: false,
    logLevel: "silent",
    lineCounter: lines,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error) throw new YamlError(error.message, lines.linePos(error.pos[0]).line + dropped);
  return new Reader(document.contents as Node | null, document).read();
}

function lineOffset(text: string): number {
  const lead = text.length - text.trimStart().length;
  return text.slice(0, lead).split("\n").length - 1;
}

class Reader {
  private nodes = 0;
  private readonly aliases = new Map<Node, Plain>();

  constructor(
    private readonly root: Node | null,
    private readonly document: Parameters<Alias["resolve"]>[0],
  ) {}

  read(): Plain {
    return this.value(this.root, 0);
  }

  private value(node: unknown, depth: number): Plain {
    if (++this.nodes > MAX_NODES) throw new YamlError("the file has too many values", null);
    if (depth > MAX_DEPTH) throw new YamlError("the file nests too deep, or contains itself", null);
    if (isAlias(node)) return this.alias(node, depth);
    if (isScalar(node)) return scalar(node);
    if (isSeq(node)) return node.items.map((item) => this.value(item, depth + 1));
    return isYamlMap(node) ? this.map(node.items, depth) : null;
  }

  /** An alias gives the very object of its anchor: a bomb of aliases stays as small as it is written. */
  private alias(node: Alias, depth: number): Plain {
    const target = node.resolve(this.document);
    if (!target) throw new YamlError(`unknown alias '${node.source}'`, null);
    const known = this.aliases.get(target);
    if (known !== undefined) return known;
    const value = this.value(target, depth + 1);
    this.aliases.set(target, value);
    return value;
  }

  private map(items: { key: unknown; value: unknown }[], depth: number): PlainMap {
    const out = emptyMap();
    for (const pair of items) if (isMergeKey(pair.key)) this.merge(out, this.value(pair.value, depth + 1));
    for (const pair of items) {
      if (isMergeKey(pair.key)) continue;
      out[keyText(this.value(pair.key, depth + 1))] = this.value(pair.value, depth + 1);
    }
    return out;
  }

  private merge(out: PlainMap, source: Plain): void {
    const maps = Array.isArray(source) ? [...source].reverse() : [source];
    for (const map of maps) if (isMap(map)) Object.assign(out, map);
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === "<<" && (key.type === undefined || key.type === Scalar.PLAIN);
}

function scalar(node: Scalar): Plain {
  const text = typeof node.value === "string" ? node.value : node.value === null ? "" : String(node.value);
  const isPlain = node.type === undefined || node.type === Scalar.PLAIN;
  return resolveScalar(text, isPlain, node.tag);
}

function keyText(key: Plain): string {
  if (key === null) return "None";
  if (typeof key === "boolean") return key ? "True" : "False";
  return typeof key === "object" ? JSON.stringify(key) : String(key);
}
