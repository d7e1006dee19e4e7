import { createHash } from "node:crypto";
import { str } from "@/server/dbt/jinja/text";
import type { LoadedProject } from "@/server/dbt/load";
import type { DbtNode } from "@/server/dbt/node";
import { encodePlain } from "@/server/dbt/plain-json";
import { type Asked, type Compiled, compileNode, cteName, relationOf } from "@/server/dbt/project/compile-node";

interface Remembered {
  compiled: Compiled;
  /** What the template looked up, and what it was told: the result holds while the answers are the same. */
  asked: [asked: Asked, answer: string][];
}

/**
 * Compiles each node of a project once. A result is also kept in the load cache with all that it came from, so that at the
 * next commit only those nodes are compiled again whose own text, context or answers changed.
 */
export class CompileMemo {
  private readonly done = new Map<string, Compiled>();
  private readonly open = new Set<string>();
  private readonly answers = new Map<string, string>();

  constructor(private readonly project: LoadedProject) {}

  compile(node: DbtNode): Compiled {
    const known = this.done.get(node.uniqueId);
    if (known) return known;
    this.open.add(node.uniqueId);
    const compiled = this.remembered(node) ?? this.anew(node);
    this.open.delete(node.uniqueId);
    this.done.set(node.uniqueId, compiled);
    return compiled;
  }

  private remembered(node: DbtNode): Compiled | null {
    const entry = this.project.context.cache.get(this.keyOf(node)) as Remembered | undefined;
    if (!entry) return null;
    const holds = entry.asked.every(([asked, answer]) => this.answer(asked, node) === answer);
    return holds ? entry.compiled : null;
  }

  private anew(node: DbtNode): Compiled {
    const asked = new Map<string, Asked>();
    const compiled = compileNode(this.project, node, (each) => asked.set(JSON.stringify(each), each));
    const answers = Array.from(asked.values(), (each): [Asked, string] => [each, this.answer(each, node)]);
    // A circle has no answer of its own: it is found again each time.
    if (!answers.some(([, answer]) => answer === OPEN))
      this.project.context.cache.set(this.keyOf(node), { compiled, asked: answers } satisfies Remembered);
    return compiled;
  }

  private keyOf(node: DbtNode): string {
    return `sql:${this.project.contextKey}:${digest(encodePlain(node))}`;
  }

  private answer(asked: Asked, { packageName }: DbtNode): string {
    const key = `${packageName} ${JSON.stringify(asked)}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answer =
      "ref" in asked ? this.answerRef(asked.ref, packageName) : this.answerSource(asked.source, packageName);
    if (answer !== OPEN) this.answers.set(key, answer);
    return answer;
  }

  private answerRef(ref: Extract<Asked, { ref: unknown }>["ref"], packageName: string): string {
    const found = this.project.index.find(ref, packageName);
    if (!found) return "nothing";
    if (found.resourceType !== "model" || found.materialized !== "ephemeral")
      return `${found.uniqueId} ${str(relationOf(this.project, found))}`;
    if (this.open.has(found.uniqueId)) return OPEN;
    return `${cteName(found)} ${digest(encodePlain(this.compile(found)))}`;
  }

  private answerSource([source, name]: readonly [string, string], packageName: string): string {
    const table = this.project.sources.find(source, name, packageName);
    return table ? `${table.uniqueId} ${table.relationName}` : "nothing";
  }
}

const OPEN = "open";

function digest(text: string): string {
  return createHash("sha1").update(text).digest("base64url");
}
