import { z } from "zod";
import { fail, problemOfStatus } from "../https/failure";
import type { HttpsAnswer, HttpsSession } from "../https/session";
import type { Page, Pages } from "../page";
import { type SnowflakeLogin, seemsPassword, signInHeaders } from "./login";
import { problemOfSql } from "./sql-problem";

export interface SnowflakeStatement {
  readonly text: string;
  /** For the question marks in the text, in order. */
  readonly values: readonly string[];
}

const Started = z.object({ statementHandle: z.string().min(1).max(200) });
const Rows = z.object({ data: z.array(z.array(z.string().nullable())) });
const Result = Rows.extend({
  statementHandle: z.string().min(1).max(200),
  resultSetMetaData: z.object({
    rowType: z.array(z.object({ name: z.string(), type: z.string() })),
    partitionInfo: z.array(z.unknown()).optional(),
  }),
});
type Result = z.infer<typeof Result>;

const statements = "/api/v2/statements";
const firstWaitMs = 250;
const longestWaitMs = 2_000;

/** Snowflake's SQL API for one sign-in. */
export class SnowflakeClient {
  private readonly headers: Record<string, string>;

  constructor(
    private readonly session: HttpsSession,
    private readonly login: SnowflakeLogin,
  ) {
    const json = { accept: "application/json", "content-type": "application/json", "user-agent": "tributary/1.0" };
    this.headers = { ...json, ...signInHeaders(login) };
  }

  /** Runs one statement; `no-database` is thrown for any object that is not there. */
  async *run(statement: SnowflakeStatement): Pages {
    const first = await this.submit(statement);
    const { rowType, partitionInfo = [] } = first.resultSetMetaData;
    const columns = rowType.map(({ name, type }) => ({ name, type }));
    yield { columns, rows: first.data };
    for (let part = 1; part < partitionInfo.length; part++)
      yield { columns, rows: await this.partition(first.statementHandle, part) };
  }

  private async submit({ text, values }: SnowflakeStatement): Promise<Result> {
    const bindings = Object.fromEntries(values.map((value, index) => [index + 1, { type: "TEXT", value }]));
    const { warehouse } = this.login;
    const answer = await this.ask("POST", statements, {
      statement: text,
      timeout: this.session.secondsLeft,
      ...(values.length > 0 ? { bindings } : {}),
      ...(warehouse ? { warehouse } : {}),
    });
    return answer.status === 202 ? this.finished(read(Started, answer).statementHandle) : read(Result, answer);
  }

  /** Asks until the statement has ended; one that is not waited for any longer is stopped. */
  private async finished(handle: string): Promise<Result> {
    try {
      for (let wait = firstWaitMs; ; wait = Math.min(longestWaitMs, wait * 2)) {
        await this.session.wait(wait);
        const answer = await this.ask("GET", `${statements}/${encodeURIComponent(handle)}`);
        if (answer.status !== 202) return read(Result, answer);
      }
    } catch (error) {
      await this.stop(handle);
      throw error;
    }
  }

  private async partition(handle: string, part: number): Promise<Page["rows"]> {
    const answer = await this.ask("GET", `${statements}/${encodeURIComponent(handle)}?partition=${part}`);
    return read(Rows, answer).data;
  }

  private stop(handle: string): Promise<void> {
    const path = `${statements}/${encodeURIComponent(handle)}/cancel`;
    return this.session.goodbye({ origin: this.login.account.origin, method: "POST", path, headers: this.headers });
  }

  private async ask(method: "GET" | "POST", path: string, body?: object): Promise<HttpsAnswer> {
    const { origin } = this.login.account;
    const given = body ? { body: JSON.stringify(body) } : {};
    const answer = await this.session.ask({ method, origin, path, headers: this.headers, ...given });
    if (answer.status === 200 || answer.status === 202) return answer;
    if (answer.status === 401 && seemsPassword(this.login)) return fail("password-not-taken");
    // An account that does not exist has an address all the same.
    if (answer.status === 404) return fail("not-found");
    return fail(problemOfSql(answer.json) ?? problemOfStatus(answer.status));
  }
}

function read<T>(shape: z.ZodType<T>, { json }: HttpsAnswer): T {
  const parsed = shape.safeParse(json);
  return parsed.success ? parsed.data : fail("other");
}
