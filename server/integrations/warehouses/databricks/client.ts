import { z } from "zod";
import { fail } from "../https/failure";
import type { HttpsSession } from "../https/session";
import type { Pages } from "../page";
import type { DatabricksLogin } from "./login";
import { problemOfMessage, problemOfStatementStatus } from "./problem";
import { signInToDatabricks } from "./sign-in";

export interface DatabricksStatement {
  readonly text: string;
  /** By the names that the text marks with a colon. */
  readonly values: { readonly [name: string]: string };
  /** What names without a catalog lie in; empty for the workspace's default. */
  readonly catalog: string;
}

const Chunk = z.object({
  data_array: z.array(z.array(z.string().nullable())).default([]),
  next_chunk_index: z.number().int().optional(),
});
const State = z.object({
  statement_id: z.string().min(1).max(200),
  status: z.object({ state: z.string(), error: z.object({ message: z.string().default("") }).optional() }),
  manifest: z
    .object({
      schema: z.object({ columns: z.array(z.object({ name: z.string(), type_text: z.string() })).default([]) }),
      truncated: z.boolean().default(false),
    })
    .optional(),
  result: Chunk.optional(),
});
type State = z.infer<typeof State>;
type Chunk = z.infer<typeof Chunk>;

const statements = "/api/2.0/sql/statements";
const patienceSeconds = 10;
const firstWaitMs = 250;
const longestWaitMs = 2_000;

/** The statement API of one workspace's SQL warehouse; it signs in once. */
export class DatabricksClient {
  private constructor(
    private readonly session: HttpsSession,
    private readonly login: DatabricksLogin,
    private readonly headers: Record<string, string>,
  ) {}

  static async open(session: HttpsSession, login: DatabricksLogin): Promise<DatabricksClient> {
    const authorization = `Bearer ${await signInToDatabricks(session, login)}`;
    const json = { accept: "application/json", "content-type": "application/json", "user-agent": "tributary/1.0" };
    return new DatabricksClient(session, login, { ...json, authorization });
  }

  /** Runs one statement, whose result may be 25 MB; one that is not waited for any longer is stopped. */
  async *run(statement: DatabricksStatement): Pages {
    const { statement_id: id, manifest, result } = await this.finished(await this.submit(statement));
    if (manifest?.truncated) fail("too-much");
    const columns = (manifest?.schema.columns ?? []).map(({ name, type_text: type }) => ({ name, type }));
    let chunk: Chunk = result ?? { data_array: [] };
    for (let index = 0; ; ) {
      yield { columns, rows: chunk.data_array };
      const next = chunk.next_chunk_index;
      if (next === undefined) return;
      // Going back would never end.
      if (next <= index) fail("other");
      index = next;
      chunk = await this.ask(Chunk, "GET", `/${encodeURIComponent(id)}/result/chunks/${index}`);
    }
  }

  private submit({ text, values, catalog }: DatabricksStatement): Promise<State> {
    return this.ask(State, "POST", "", {
      warehouse_id: this.login.warehouseId,
      statement: text,
      parameters: Object.entries(values).map(([name, value]) => ({ name, value, type: "STRING" })),
      ...(catalog ? { catalog } : {}),
      wait_timeout: `${patienceSeconds}s`,
      on_wait_timeout: "CONTINUE",
      disposition: "INLINE",
      format: "JSON_ARRAY",
    });
  }

  private async finished(started: State): Promise<State> {
    const path = `/${encodeURIComponent(started.statement_id)}`;
    let state = started;
    try {
      for (let wait = firstWaitMs; isOpen(state); wait = Math.min(longestWaitMs, wait * 2)) {
        await this.session.wait(wait);
        state = await this.ask(State, "GET", path);
      }
    } catch (error) {
      await this.session.goodbye({ ...this.request("POST", `${path}/cancel`) });
      throw error;
    }
    if (state.status.state === "SUCCEEDED") return state;
    return fail(state.status.state === "FAILED" ? problemOfMessage(state.status.error?.message ?? "") : "too-slow");
  }

  private request(method: "GET" | "POST", path: string) {
    return { origin: this.login.origin, method, path: `${statements}${path}`, headers: this.headers };
  }

  private async ask<T>(shape: z.ZodType<T>, method: "GET" | "POST", path: string, body?: object): Promise<T> {
    const given = body ? { body: JSON.stringify(body) } : {};
    const { status, json } = await this.session.ask({ ...this.request(method, path), ...given });
    if (status !== 200) return fail(problemOfStatementStatus(status));
    return shape.safeParse(json).data ?? fail("other");
  }
}

const isOpen = ({ status: { state } }: State) => state === "PENDING" || state === "RUNNING";
