import { z } from "zod";
import { fail } from "../https/failure";
import type { HttpsAnswer, HttpsRequest, HttpsSession } from "../https/session";
import type { Pages, Row } from "../page";
import type { BigQueryLogin } from "./login";
import { problemOfAnswer } from "./problem";
import { signInToGoogle } from "./sign-in";

export interface BigQueryStatement {
  readonly text: string;
  /** For the question marks in the text, in order: texts, and lists of texts. */
  readonly values: readonly (string | readonly string[])[];
  /** Where it runs; null lets BigQuery follow the data. */
  readonly location: string | null;
}

const origin = "https://bigquery.googleapis.com";
/** The service answers sooner when a query ends sooner. */
const patienceMs = 10_000;
const rowsPerPage = 10_000;

const Job = z.object({ projectId: z.string(), jobId: z.string().min(1).max(1_100), location: z.string().optional() });
const Result = z.object({
  jobComplete: z.boolean(),
  jobReference: Job.optional(),
  schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })).default([]) }).optional(),
  rows: z.array(z.object({ f: z.array(z.object({ v: z.unknown() })) })).default([]),
  pageToken: z.string().optional(),
});
type Result = z.infer<typeof Result>;
type Job = z.infer<typeof Job>;

/** BigQuery's API for one service account; it signs in once. */
export class BigQueryClient {
  private constructor(
    private readonly session: HttpsSession,
    private readonly project: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async open(session: HttpsSession, login: BigQueryLogin): Promise<BigQueryClient> {
    const authorization = `Bearer ${await signInToGoogle(session, login)}`;
    const headers = { accept: "application/json", "content-type": "application/json", authorization };
    return new BigQueryClient(session, login.project, headers);
  }

  /** Runs one query; one that is not waited for any longer is stopped. `no-database` stands for anything not there. */
  async *run(statement: BigQueryStatement): Pages {
    let result = await this.submit(statement);
    const job = result.jobReference;
    let isComplete = result.jobComplete;
    try {
      for (;;) {
        if (result.jobComplete) {
          isComplete = true;
          const columns = (result.schema?.fields ?? []).map(({ name, type }) => ({ name, type }));
          yield { columns, rows: result.rows.map(({ f }): Row => f.map(({ v }) => v)) };
          if (result.pageToken === undefined) return;
        }
        result = await this.results(job ?? fail("other"), result.pageToken);
      }
    } finally {
      if (job && !isComplete) await this.stop(job);
    }
  }

  private async submit({ text, values, location }: BigQueryStatement): Promise<Result> {
    const body = {
      query: text,
      useLegacySql: false,
      timeoutMs: patienceMs,
      maxResults: rowsPerPage,
      parameterMode: "POSITIONAL",
      queryParameters: values.map(parameterOf),
      ...(location === null ? {} : { location }),
    };
    return this.ask({ method: "POST", path: `${this.place()}/queries`, body: JSON.stringify(body) });
  }

  private results({ jobId, location }: Job, pageToken: string | undefined): Promise<Result> {
    const query = new URLSearchParams({ timeoutMs: String(patienceMs), maxResults: String(rowsPerPage) });
    if (location !== undefined) query.set("location", location);
    if (pageToken !== undefined) query.set("pageToken", pageToken);
    return this.ask({ method: "GET", path: `${this.place()}/queries/${encodeURIComponent(jobId)}?${query}` });
  }

  private stop({ jobId, location }: Job): Promise<void> {
    const query = location === undefined ? "" : `?${new URLSearchParams({ location })}`;
    const path = `${this.place()}/jobs/${encodeURIComponent(jobId)}/cancel${query}`;
    return this.session.goodbye({ origin, method: "POST", path, headers: this.headers });
  }

  private place(): string {
    return `/bigquery/v2/projects/${encodeURIComponent(this.project)}`;
  }

  private async ask(request: Pick<HttpsRequest, "method" | "path" | "body">): Promise<Result> {
    const answer: HttpsAnswer = await this.session.ask({ origin, headers: this.headers, ...request });
    if (answer.status !== 200) return fail(problemOfAnswer(answer));
    return Result.safeParse(answer.json).data ?? fail("other");
  }
}

const parameterOf = (value: string | readonly string[]) =>
  typeof value === "string"
    ? { parameterType: { type: "STRING" }, parameterValue: { value } }
    : {
        parameterType: { type: "ARRAY", arrayType: { type: "STRING" } },
        parameterValue: { arrayValues: value.map((each) => ({ value: each })) },
      };
