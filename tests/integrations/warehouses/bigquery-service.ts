import { makeRsaKey, readJwt } from "./read-jwt";
import { type Answer, type Asked, type Override, type Reply, type StoredColumn, startService } from "./service";

export const bigQueryKey = makeRsaKey();
export const keyFile = {
  type: "service_account",
  project_id: "acme-analytics",
  private_key_id: "key-7",
  private_key: bigQueryKey.pem,
  client_email: "reader@acme-analytics.iam.gserviceaccount.com",
  token_uri: "https://evil.example/token",
};
export const bigQuerySettings = { location: "EU", credentials: JSON.stringify(keyFile) };

export interface BigQuery {
  /** By `project.dataset`. */
  readonly columns: { readonly [dataset: string]: readonly StoredColumn[] };
  /** Where all datasets are. */
  readonly location?: string;
  readonly rowsPerPage?: number;
  /** How often a query says that it is not done. */
  readonly polls?: number;
  readonly instead?: Override;
}

interface Query {
  readonly query: string;
  readonly location?: string;
  readonly useLegacySql: boolean;
  readonly queryParameters: readonly {
    readonly parameterValue: { readonly arrayValues: readonly { value: string }[] };
  }[];
}

const token = "ya29.a-token";
const email = keyFile.client_email;

const refusal = (status: number, reason: string): Reply => ({
  status,
  body: { error: { code: status, message: "…", errors: [{ reason, message: "…" }] } },
});

/** Google's sign-in and BigQuery's API as far as the product uses them, over columns that are given. */
export async function startBigQuery({ columns, location = "EU", rowsPerPage = 1000, polls = 0, instead }: BigQuery) {
  const jobs = new Map<string, { rows: readonly StoredColumn[]; polls: number }>();
  const stopped: string[] = [];

  function result(jobId: string, from: number): Reply {
    const { rows = [], polls: left = 0 } = jobs.get(jobId) ?? {};
    const jobReference = { projectId: "acme-analytics", jobId, location };
    if (left > 0) return { status: 200, body: { jobComplete: false, jobReference } };
    const to = from + rowsPerPage;
    const shown = rows.slice(from, to).map((row) => ({ f: row.map((v) => ({ v })) }));
    const page = {
      ...(rows.length > 0 ? { rows: shown } : {}),
      ...(to < rows.length ? { pageToken: String(to) } : {}),
    };
    const fields = ["table_name", "column_name", "data_type"].map((name) => ({ name, type: "STRING" }));
    return {
      status: 200,
      body: { jobComplete: true, jobReference, schema: { fields }, totalRows: String(rows.length), ...page },
    };
  }

  function submit({ body }: Asked): Reply {
    const { query, location: asked, useLegacySql, queryParameters }: Query = JSON.parse(body);
    const [, project, dataset] = /FROM `([^`]+)`\.`([^`]+)`\.INFORMATION_SCHEMA\.COLUMNS/.exec(query) ?? [];
    if (useLegacySql || !project || !dataset) return refusal(400, "invalidQuery");
    const stored = columns[`${project}.${dataset}`];
    if (!stored || (asked !== undefined && asked !== location)) return refusal(404, "notFound");
    const names = queryParameters[0]?.parameterValue.arrayValues.map(({ value }) => value) ?? [];
    const jobId = `job_${jobs.size}`;
    const rows = stored.filter(([, name]) => names.includes(name)).map(([, ...row]) => row as unknown as StoredColumn);
    jobs.set(jobId, { rows, polls });
    return result(jobId, 0);
  }

  const answer: Answer = (asked, response) => {
    const other = instead?.(asked, response);
    if (other !== undefined) return other;
    if (asked.host === "oauth2.googleapis.com" && asked.path === "/token") return signIn(asked);
    const [, end = ""] = /^\/bigquery\/v2\/projects\/acme-analytics\/(.+)$/.exec(asked.path) ?? [];
    if (asked.headers.authorization !== `Bearer ${token}`) return refusal(401, "authError");
    if (asked.host !== "bigquery.googleapis.com") return refusal(404, "notFound");
    if (end === "queries") return submit(asked);
    const [kind, jobId = "", action] = end.split("/");
    const job = jobs.get(jobId);
    if (!job || asked.query.get("location") !== location) return refusal(404, "notFound");
    if (kind === "jobs" && action === "cancel") {
      stopped.push(jobId);
      return { status: 200 };
    }
    job.polls--;
    return result(jobId, Number(asked.query.get("pageToken") ?? 0));
  };
  return { ...(await startService(answer)), stopped };
}

function signIn({ body }: Asked): Reply {
  const given = new URLSearchParams(body);
  const { header, claims } = readJwt(given.get("assertion") ?? "", bigQueryKey.publicKey) ?? {};
  const { iss, aud, scope, exp, iat } = claims ?? {};
  const isGranted =
    given.get("grant_type") === "urn:ietf:params:oauth:grant-type:jwt-bearer" &&
    header?.kid === "key-7" &&
    iss === email &&
    aud === "https://oauth2.googleapis.com/token" &&
    String(scope).startsWith("https://www.googleapis.com/auth/bigquery") &&
    Number(exp) - Number(iat) <= 3600;
  if (!isGranted) return { status: 400, body: { error: "invalid_grant" } };
  return { status: 200, body: { access_token: token, expires_in: 3599, token_type: "Bearer" } };
}
