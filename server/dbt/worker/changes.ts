import { plainToJson } from "@/server/dbt/plain";
import { encodePlain } from "@/server/dbt/plain-json";
import { digest } from "@/server/dbt/text-digest";
import type { Changed, ChangedKind } from "@/server/dbt/worker/protocol";
import type { Emit } from "@/server/dbt/worker/run-load";

/** Few enough to be small beside a load, many enough to cost few messages. */
const BATCH = 100;

/** Tells what changed from what the caller has, and hands only that on: as plain JSON, a batch at a time. */
export class Changes {
  private readonly unchanged: string[] = [];
  private readonly collected: Changed = { models: [], disabled: [], sources: [] };
  private readonly waiting: Record<ChangedKind, string[]> = { models: [], disabled: [], sources: [] };
  private readonly emit: Emit;

  constructor(
    private readonly known: ReadonlyMap<string, string>,
    emit?: Emit,
  ) {
    this.emit = emit ?? ((kind, texts) => collect(this.collected, kind, texts));
  }

  /** `facts` stand for all of the value, which is only made when they differ from the known ones. */
  add(kind: ChangedKind, uniqueId: string, facts: unknown, value: () => object): void {
    const hash = digest(encodePlain(facts));
    if (this.known.get(uniqueId) === hash) {
      this.unchanged.push(uniqueId);
      return;
    }
    const batch = this.waiting[kind];
    batch.push(storable(plainToJson({ ...value(), hash })));
    if (batch.length >= BATCH) this.flush(kind);
  }

  finish(): Changed & { unchanged: string[] } {
    for (const kind of ["models", "disabled", "sources"] as const) this.flush(kind);
    return { ...this.collected, unchanged: this.unchanged };
  }

  private flush(kind: ChangedKind): void {
    const batch = this.waiting[kind];
    if (batch.length) this.emit(kind, batch);
    this.waiting[kind] = [];
  }
}

/** Adds a batch to the lists it belongs to. */
export function collect(to: Changed, kind: ChangedKind, texts: readonly string[]): void {
  for (const text of texts) (to[kind] as unknown[]).push(JSON.parse(text));
}

/** JSON escapes only halves of pairs and control characters: neither a database nor a page can take them. */
export function storable(json: string): string {
  return json.includes("\\u") ? json.replaceAll(/\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, "\\ufffd") : json;
}
