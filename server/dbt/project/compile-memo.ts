import type { RelationParts } from "@/server/dbt/adapters";
import { str } from "@/server/dbt/jinja/text";
import type { LoadedProject } from "@/server/dbt/load";
import type { DbtNode } from "@/server/dbt/node";
import { encodePlain } from "@/server/dbt/plain-json";
import { type Asked, type Compiled, compileNode, cteName, relationOf } from "@/server/dbt/project/compile-node";
import { columnsDigest } from "@/server/dbt/project/pack-entries";
import { digest } from "@/server/dbt/text-digest";

/** A compiled node, told apart by a fingerprint of its SQL: the SQL itself is only read when it is asked for. */
export type Known =
  | { ok: true; digest: string; unknownMacros: string[]; sql: () => string }
  | Extract<Compiled, { ok: false }>;

/** What the cache keeps of one; the SQL is an entry of its own. */
interface Remembered {
  compiled: { ok: true; digest: string; unknownMacros: string[] } | Extract<Compiled, { ok: false }>;
  /** What the template looked up, and what it was told: the result holds while the answers are the same. */
  asked: [asked: Asked, answer: string][];
}

/**
 * Compiles each node of a project once. A result is also kept in the load cache with all that it came from, so that at the
 * next commit only those nodes are compiled again whose own text, context or answers changed.
 */
export class CompileMemo {
  private readonly done = new Map<string, Known>();
  private readonly relations = new Map<string, RelationParts[]>();
  private readonly open = new Set<string>();
  private readonly answers = new Map<string, string>();
  private readonly digests = new Map<DbtNode, string>();

  constructor(private readonly project: LoadedProject) {}

  compile(node: DbtNode): Known {
    const known = this.done.get(node.uniqueId);
    if (known) return known;
    this.open.add(node.uniqueId);
    const compiled = this.remembered(node) ?? this.anew(node);
    this.open.delete(node.uniqueId);
    this.done.set(node.uniqueId, compiled);
    return compiled;
  }

  /** Relations whose columns a node's template asked for, its ephemeral parents' aside. */
  relationsAsked(node: DbtNode): readonly RelationParts[] {
    return this.relations.get(node.uniqueId) ?? [];
  }

  private noteRelations({ uniqueId }: DbtNode, asked: readonly [Asked, string][]): void {
    const relations = asked.flatMap(([each]) => ("columns" in each ? [each.columns] : []));
    if (relations.length) this.relations.set(uniqueId, relations);
  }

  /** A fingerprint of all facts of a node but its tests. Its text is named by its blob where it has one. */
  digestOf(node: DbtNode): string {
    const known = this.digests.get(node);
    if (known !== undefined) return known;
    const facts = {
      ...node,
      rawCode: node.blobId ? "" : node.rawCode,
      columns: columnsDigest(node.columns),
      dataTests: [],
    };
    const made = digest(encodePlain(facts));
    this.digests.set(node, made);
    return made;
  }

  private remembered(node: DbtNode): Known | null {
    const { cache } = this.project.context;
    const entry = cache.get(this.keyOf(node)) as Remembered | undefined;
    if (!entry?.asked.every(([asked, answer]) => this.answer(asked, node) === answer)) return null;
    this.noteRelations(node, entry.asked);
    const { compiled } = entry;
    if (!compiled.ok) return compiled;
    if (!cache.keep(textKey(compiled.digest))) return null;
    return { ...compiled, sql: () => this.text(node, compiled.digest) };
  }

  /** A text that was damaged where it is kept is made again. */
  private text(node: DbtNode, textDigest: string): string {
    const text = this.project.context.cache.get(textKey(textDigest));
    if (typeof text === "string") return text;
    const compiled = compileNode(this.project, node);
    return compiled.ok ? compiled.sql : "";
  }

  private anew(node: DbtNode): Known {
    const asked = new Map<string, Asked>();
    const compiled = compileNode(this.project, node, (each) => asked.set(JSON.stringify(each), each));
    const answers = Array.from(asked.values(), (each): [Asked, string] => [each, this.answer(each, node)]);
    this.noteRelations(node, answers);
    const isCircle = answers.some(([, answer]) => answer === OPEN);
    const { cache } = this.project.context;
    if (!compiled.ok) {
      if (!isCircle) cache.set(this.keyOf(node), { compiled, asked: answers } satisfies Remembered);
      return compiled;
    }
    const { sql, unknownMacros } = compiled;
    const facts = { ok: true as const, digest: digest(sql), unknownMacros };
    // A circle has no answer of its own: it is found again each time.
    if (!isCircle) {
      cache.set(textKey(facts.digest), sql);
      cache.set(this.keyOf(node), { compiled: facts, asked: answers } satisfies Remembered);
    }
    return { ...facts, sql: () => sql };
  }

  private keyOf(node: DbtNode): string {
    return `sql:${this.project.contextKey}:${this.digestOf(node)}`;
  }

  private answer(asked: Asked, { packageName }: DbtNode): string {
    const key = `${packageName} ${JSON.stringify(asked)}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answer = this.answerAnew(asked, packageName);
    if (answer !== OPEN) this.answers.set(key, answer);
    return answer;
  }

  private answerAnew(asked: Asked, packageName: string): string {
    if ("ref" in asked) return this.answerRef(asked.ref, packageName);
    if ("source" in asked) return this.answerSource(asked.source, packageName);
    return digest(JSON.stringify(this.project.context.relationColumns(asked.columns)));
  }

  private answerRef(ref: Extract<Asked, { ref: unknown }>["ref"], packageName: string): string {
    const found = this.project.index.find(ref, packageName);
    if (!found) return "nothing";
    if (found.resourceType !== "model" || found.materialized !== "ephemeral")
      return `${found.uniqueId} ${str(relationOf(this.project, found))}`;
    if (this.open.has(found.uniqueId)) return OPEN;
    const compiled = this.compile(found);
    return `${cteName(found)} ${compiled.ok ? `${compiled.digest} ${compiled.unknownMacros.join()}` : compiled.message}`;
  }

  private answerSource([source, name]: readonly [string, string], packageName: string): string {
    const table = this.project.sources.find(source, name, packageName);
    return table ? `${table.uniqueId} ${table.relationName}` : "nothing";
  }
}

const OPEN = "open";

const textKey = (textDigest: string) => `text:${textDigest}`;
