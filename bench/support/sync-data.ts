import type { Pool } from "pg";
import type { Ctx, Db } from "@/server/core/ctx";
import { fullAccess } from "@/server/core/permissions";
import { seal } from "@/server/crypto";
import { secretContext } from "@/server/domain/resources/store-resource";

/** A workspace filled by bulk SQL, its resources spread evenly over ten kinds; each tenth is a warehouse with a secret. */
export async function filledWorkspace(db: Db, pool: Pool, id: string, resources: number): Promise<Ctx> {
  const workspace = { id, slug: id.toLowerCase(), name: id };
  await db.workspace.create({ data: workspace });
  for (let from = 0; from < resources; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, resources - from) }, (_, n) => from + n);
    await insertResources(pool, id, numbers.map(resourceOf));
    await insertSecrets(
      pool,
      id,
      numbers.filter((n) => kindOf(n) === "warehouse"),
    );
  }
  await pool.query(`VACUUM ANALYZE "Resource"`);
  const actor = { type: "user", id: "bench", email: "ana@example.com", name: "Ana Ruiz" } as const;
  return { db, workspace, actor, access: fullAccess, origin: "ui" };
}

const batch = 2000;
const kinds = [
  "source",
  "function",
  "reverse_etl_model",
  "transformation",
  "tracking_plan",
  "destination_filter",
  "destination",
  "destination_subscription",
  "insert_function_instance",
  "warehouse",
] as const;
const kindOf = (n: number) => kinds[n % 10] ?? "source";
export const idOf = (n: number) => `b${String(n).padStart(21, "0")}`;

function resourceOf(n: number) {
  const [kind, id, title] = [kindOf(n), idOf(n), `Resource ${n} of a large workspace`];
  const state = stateOf(kind, n, title);
  return {
    kind,
    id,
    title,
    search: `${title}\n${id}`.toLowerCase(),
    slug: kind === "source" ? `slug-${n}` : null,
    enabled: "enabled" in state ? state.enabled : null,
    catalogId: "metadata" in state ? (state.metadata?.id ?? null) : null,
    state,
  };
}

/** States of the size that real ones have; what they refer to does not matter to a sync. */
function stateOf(kind: (typeof kinds)[number], n: number, name: string) {
  const settings = { apiHost: `https://api-${n}.example.com/v1`, trackNamedPages: n % 2 === 0, sampling: n / 100 };
  const lines = (count: number) =>
    Array.from({ length: count }, (_, line) => `step(${line}, "${n}"); // ${name}`).join("\n");
  const [source, destination] = [idOf(n - (n % 10)), `60f1${String(n).padStart(20, "0")}`];
  switch (kind) {
    case "source":
      return { name, slug: `slug-${n}`, enabled: true, metadata: { id: "IqDTy1TpoU" }, settings };
    case "function":
      return { display_name: name, resource_type: "DESTINATION", code: lines(12), settings: [] };
    case "reverse_etl_model":
      return {
        name,
        description: "",
        source_id: source,
        enabled: true,
        query: lines(6),
        query_identifier_column: "id",
      };
    case "transformation":
      return {
        name,
        source_id: source,
        enabled: true,
        if: `event = "E${n}"`,
        property_renames: [{ old_name: "a", new_name: "b" }],
        property_value_transformations: [],
        fql_defined_properties: [],
      };
    case "tracking_plan":
      return {
        name,
        type: "LIVE",
        rules: [{ type: "TRACK", key: `E${n}`, version: 1, json_schema: { properties: settings } }],
      };
    case "destination_filter":
      return {
        title: name,
        source_id: source,
        destination_id: destination,
        if: "all",
        enabled: true,
        actions: [{ type: "DROP" }],
      };
    case "destination":
      return { name, source_id: source, enabled: true, metadata: { id: "614a3c7d791c91c41bae7599" }, settings };
    case "destination_subscription":
      return {
        name,
        destination_id: destination,
        action_id: source,
        trigger: 'type = "track"',
        enabled: true,
        settings,
      };
    case "insert_function_instance":
      return { name, function_id: source, integration_id: source, enabled: true, settings };
    case "warehouse":
      return { name, enabled: true, metadata: { id: "l8jDQSyD2d" }, settings: { ...settings, username: "segment" } };
  }
}

async function insertResources(pool: Pool, workspaceId: string, rows: readonly ReturnType<typeof resourceOf>[]) {
  await pool.query(
    `INSERT INTO "Resource" ("workspaceId", kind, id, title, search, "naturalKey", enabled, "catalogId", labels, state, "updatedBy")
     SELECT $1, r.kind, r.id, r.title, r.search, r.slug, r.enabled, r."catalogId", '{}', r.state, 'bench'
     FROM jsonb_to_recordset($2::jsonb)
       AS r(kind text, id text, title text, search text, slug text, enabled boolean, "catalogId" text, state jsonb)`,
    [workspaceId, JSON.stringify(rows)],
  );
}

async function insertSecrets(pool: Pool, workspaceId: string, numbers: readonly number[]): Promise<void> {
  const path = "settings.password";
  const rows = numbers.map((n) => {
    const { ciphertext, keyId } = seal(
      `secret-${n}-${workspaceId}`,
      secretContext(workspaceId, "warehouse", idOf(n), path),
    );
    return { id: idOf(n), ciphertext: Buffer.from(ciphertext).toString("base64"), keyId };
  });
  await pool.query(
    `INSERT INTO "ResourceSecret" ("workspaceId", kind, id, path, ciphertext, "keyId")
     SELECT $1, 'warehouse', r.id, $3, decode(r.ciphertext, 'base64'), r."keyId"
     FROM jsonb_to_recordset($2::jsonb) AS r(id text, ciphertext text, "keyId" text)`,
    [workspaceId, JSON.stringify(rows), path],
  );
}
