import { type Answer, type Asked, type Override, type Reply, type StoredColumn, startService } from "./service";

export const personalToken = "dapi0123456789";
export const databricksSettings = {
  hostname: "dbc-a1b2c3d4-e5f6.cloud.databricks.com",
  httpPath: "/sql/1.0/warehouses/abc123",
  port: "443",
  catalog: "Main",
  oauthClientId: "client",
  oauthClientSecret: "s:cret",
};

export interface Databricks {
  /** By the name of the catalog; null for one that is no Unity Catalog. */
  readonly columns: { readonly [catalog: string]: readonly StoredColumn[] | null };
  readonly rowsPerChunk?: number;
  /** How often a statement says that it is not done. */
  readonly polls?: number;
  readonly instead?: Override;
}

interface Statement {
  readonly statement: string;
  readonly warehouse_id: string;
  readonly catalog?: string;
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly type: string }[];
}

const oauthToken = "oauth-token";
const statements = "/api/2.0/sql/statements";

/** A workspace's sign-in and statement API as far as the product uses them, over columns that are given. */
export async function startDatabricks({ columns, rowsPerChunk = 1000, polls = 0, instead }: Databricks) {
  const results = new Map<string, { rows: readonly StoredColumn[]; polls: number; error: string | null }>();
  const stopped: string[] = [];

  function chunk(id: string, index: number) {
    const { rows = [] } = results.get(id) ?? {};
    const to = (index + 1) * rowsPerChunk;
    const next = {
      next_chunk_index: index + 1,
      next_chunk_internal_link: `${statements}/${id}/result/chunks/${index + 1}`,
    };
    return { chunk_index: index, data_array: rows.slice(index * rowsPerChunk, to), ...(to < rows.length ? next : {}) };
  }

  function state(id: string): Reply {
    const { polls: left = 0, error = null } = results.get(id) ?? {};
    if (left > 0)
      return { status: 200, body: { statement_id: id, status: { state: left > 1 ? "PENDING" : "RUNNING" } } };
    if (error !== null)
      return {
        status: 200,
        body: { statement_id: id, status: { state: "FAILED", error: { error_code: "BAD_REQUEST", message: error } } },
      };
    const names = ["table_schema", "table_name", "column_name", "full_data_type"];
    const schema = { columns: names.map((name, position) => ({ name, type_text: "STRING", position })) };
    const manifest = { format: "JSON_ARRAY", schema, truncated: false };
    return { status: 200, body: { statement_id: id, status: { state: "SUCCEEDED" }, manifest, result: chunk(id, 0) } };
  }

  function submit({ body }: Asked): Reply {
    const given: Statement = JSON.parse(body);
    if (given.warehouse_id !== "abc123") return { status: 404, body: { error_code: "RESOURCE_DOES_NOT_EXIST" } };
    const id = `01ef-${results.size}`;
    results.set(id, { ...select(given, columns), polls });
    return state(id);
  }

  const answer: Answer = (asked, response) => {
    const other = instead?.(asked, response);
    if (other !== undefined) return other;
    if (asked.path === "/oidc/v1/token") return signIn(asked);
    const token = asked.headers.authorization?.replace(/^Bearer /, "");
    if (token !== oauthToken && token !== personalToken)
      return { status: 403, body: { message: "Invalid access token." } };
    if (asked.method === "POST" && asked.path === statements) return submit(asked);
    const [id = "", end, , index] = asked.path.slice(statements.length + 1).split("/");
    const known = results.get(id);
    if (!known) return { status: 404 };
    if (end === "cancel") {
      stopped.push(id);
      return { status: 200 };
    }
    if (end === "result") return { status: 200, body: chunk(id, Number(index)) };
    known.polls--;
    return state(id);
  };
  return { ...(await startService(answer)), stopped };
}

function signIn({ body, headers }: Asked): Reply {
  const given = new URLSearchParams(body);
  const basic = Buffer.from(headers.authorization?.replace(/^Basic /, "") ?? "", "base64").toString();
  const isGranted =
    basic === "client:s:cret" && given.get("grant_type") === "client_credentials" && given.get("scope") === "all-apis";
  if (!isGranted) return { status: 401, body: { error: "invalid_client" } };
  return { status: 200, body: { access_token: oauthToken, token_type: "Bearer", expires_in: 3600 } };
}

/** What the one statement that describes relations finds, or why it fails. */
function select({ statement, catalog = "main", parameters }: Statement, columns: Databricks["columns"]) {
  const values = new Map(parameters.map(({ name, value }) => [name, value]));
  const marks = [...statement.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  const failed = (error: string) => ({ rows: [], error });
  if (marks.some((name) => !values.has(name))) return failed("[UNBOUND_SQL_PARAMETER] …");
  if (!Object.hasOwn(columns, catalog))
    return failed(`[NO_SUCH_CATALOG_EXCEPTION] Catalog '${catalog}' was not found.`);
  const stored = columns[catalog];
  if (!stored)
    return failed("[TABLE_OR_VIEW_NOT_FOUND] The table or view `information_schema`.`columns` cannot be found.");
  const schemas = marks.filter((name) => name.startsWith("schema")).map((name) => values.get(name));
  const names: string[] = JSON.parse(values.get("names") ?? "[]");
  return { rows: stored.filter(([schema, name]) => schemas.includes(schema) && names.includes(name)), error: null };
}
