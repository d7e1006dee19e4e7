import type { Pool } from "pg";
import type { Ctx, Db } from "@/server/core/ctx";
import { fullAccess } from "@/server/core/permissions";
import { seal } from "@/server/crypto";
import { secretContext } from "@/server/domain/resources/store-resource";

/** A workspace filled by bulk SQL: of ten resources six are sources, three functions and one a warehouse with a secret. */
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
  await pool.query(`ANALYZE "Resource"`);
  const actor = { type: "user", id: "bench", email: "ana@example.com", name: "Ana Ruiz" } as const;
  return { db, workspace, actor, access: fullAccess, origin: "ui" };
}

const batch = 2000;
const kindOf = (n: number) => (n % 10 === 9 ? "warehouse" : n % 10 >= 6 ? "function" : "source");
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
    state,
  };
}

function stateOf(kind: string, n: number, name: string) {
  if (kind === "source") {
    const settings = { apiHost: `https://api-${n}.example.com/v1`, trackNamedPages: n % 2 === 0, sampling: n / 100 };
    return { name, slug: `slug-${n}`, enabled: true, metadata: { id: "IqDTy1TpoU" }, settings, labels: null };
  }
  if (kind === "warehouse") {
    const settings = { host: `db-${n}.example.com`, port: "5432", username: "segment", database: "events" };
    return { name, enabled: true, metadata: { id: "l8jDQSyD2d" }, settings };
  }
  const code = Array.from({ length: 12 }, (_, line) => `async function on${line}(event, settings) { return ${n}; }`);
  return {
    display_name: name,
    resource_type: "DESTINATION",
    description: null,
    logo_url: null,
    code: code.join("\n"),
    settings: [],
  };
}

async function insertResources(pool: Pool, workspaceId: string, rows: readonly ReturnType<typeof resourceOf>[]) {
  await pool.query(
    `INSERT INTO "Resource" ("workspaceId", kind, id, title, search, "naturalKey", labels, state, "updatedBy")
     SELECT $1, r.kind, r.id, r.title, r.search, r.slug, '{}', r.state, 'bench'
     FROM jsonb_to_recordset($2::jsonb) AS r(kind text, id text, title text, search text, slug text, state jsonb)`,
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
