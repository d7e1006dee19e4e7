import type { Prisma } from "@/prisma/generated/client";
import { actorLabel, type Ctx, type Tx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { referencesOf } from "@/server/core/kinds/references";
import type { FieldProblem, Reference, ResourceKind } from "@/server/core/kinds/types";
import { items, record, text } from "@/server/core/kinds/values";
import { seal, unseal } from "@/server/crypto";
import type { ResourceState } from "@/server/hcl/schema";
import { findReach, findReadable } from "./reach";
import { ofSettings } from "./secret-paths";

export const secretContext = (workspaceId: string, kind: string, id: string, path: string) =>
  `resource:${workspaceId}:${kind}:${id}:${path}`;

/** Catalog id of a resource, wherever its kind keeps it. */
export const catalogIdOf = (state: ResourceState) => text(record(state.metadata).id) || text(state.metadata_id) || null;

const labelsOf = (state: ResourceState) =>
  items(state.labels).map((item) => `${text(record(item).key)}:${text(record(item).value)}`);

/** Columns that lists sort, filter and search by, derived from the state. */
export function columnsOf(ctx: Ctx, kind: ResourceKind, id: string, state: ResourceState) {
  const title = kind.title(id, state);
  const slug = text(state.slug);
  return {
    title,
    search: [title, id, slug, ...labelsOf(state)].join("\n").toLowerCase(),
    naturalKey: kind.naturalKey(state),
    enabled: typeof state.enabled === "boolean" ? state.enabled : null,
    catalogId: catalogIdOf(state),
    labels: labelsOf(state),
    state: state as Prisma.InputJsonObject,
    updatedAt: new Date(),
    updatedBy: actorLabel(ctx.actor),
  };
}

type Columns = ReturnType<typeof columnsOf>;

interface RowId {
  readonly workspaceId: string;
  readonly kind: string;
  readonly id: string;
}

/** Writes the row of a new resource. */
export async function insertRow(tx: Tx, row: RowId, columns: Columns, missingSecrets: readonly string[]) {
  const { title, search, naturalKey, enabled, catalogId, labels, updatedAt, updatedBy } = columns;
  await tx.$executeRaw`INSERT INTO "Resource" ("workspaceId", kind, id, title, search, "naturalKey", enabled, "catalogId", labels,
      state, "missingSecrets", "updatedAt", "updatedBy")
    VALUES (${row.workspaceId}, ${row.kind}, ${row.id}, ${title}, ${search}, ${naturalKey}, ${enabled}, ${catalogId},
      ${labels}::text[], ${JSON.stringify(columns.state)}::jsonb, ${[...missingSecrets]}::text[], ${updatedAt}, ${updatedBy})`;
}

interface NewRow extends Columns {
  readonly kind: string;
  readonly id: string;
  readonly missingSecrets: readonly string[];
}

/** Writes the rows of many new resources with one statement. */
export async function insertRows(tx: Tx, ctx: Ctx, rows: readonly NewRow[]) {
  await tx.$executeRaw`INSERT INTO "Resource" ("workspaceId", kind, id, title, search, "naturalKey", enabled, "catalogId", labels,
      state, "missingSecrets", "updatedAt", "updatedBy")
    SELECT ${ctx.workspace.id}, r.kind, r.id, r.title, r.search, r."naturalKey", r.enabled, r."catalogId",
      ARRAY(SELECT jsonb_array_elements_text(r.labels)), r.state,
      ARRAY(SELECT jsonb_array_elements_text(r."missingSecrets")), ${new Date()}, ${actorLabel(ctx.actor)}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(kind text, id text, title text, search text,
      "naturalKey" text, enabled boolean, "catalogId" text, labels jsonb, state jsonb, "missingSecrets" jsonb)`;
}

/** Writes the row of a changed resource, as its next revision. */
export async function updateRow(tx: Tx, row: RowId, columns: Columns, missingSecrets: readonly string[]) {
  const { title, search, naturalKey, enabled, catalogId, labels, updatedAt, updatedBy } = columns;
  await tx.$executeRaw`UPDATE "Resource" SET title = ${title}, search = ${search}, "naturalKey" = ${naturalKey},
      enabled = ${enabled}, "catalogId" = ${catalogId}, labels = ${labels}::text[],
      state = ${JSON.stringify(columns.state)}::jsonb, "missingSecrets" = ${[...missingSecrets]}::text[],
      "updatedAt" = ${updatedAt}, "updatedBy" = ${updatedBy}, revision = revision + 1
    WHERE "workspaceId" = ${row.workspaceId} AND kind = ${row.kind} AND id = ${row.id}`;
}

/**
 * Refuses references to resources that this workspace does not have, or that the person may not read unless they stood
 * in `before`; the problem stands at the attribute.
 */
export async function checkReferences(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  state: ResourceState,
  self: string,
  before: ResourceState = {},
) {
  const references = referencesOf(kind, state).filter((each) => !(each.kind === kind.kind && each.id === self));
  if (references.length === 0) return references;
  const found = await findReadable(tx, ctx, await findReach(ctx, tx), references);
  const known = new Set([...found, ...referencesOf(kind, before)].map((row) => `${row.kind}\n${row.id}`));
  const missing = references.filter((each) => !known.has(`${each.kind}\n${each.id}`));
  if (missing.length > 0) throw new InvalidError(missing.map(missingProblem));
  return references;
}

const missingProblem = ({ attribute, kind, id }: Reference): FieldProblem => ({
  path: attribute,
  message: `This workspace has no ${kind.replaceAll("_", " ")} “${id}”.`,
});

/** Replaces what a resource refers to. */
export async function storeReferences(tx: Tx, ctx: Ctx, kind: ResourceKind, id: string, references: Reference[]) {
  await tx.resourceReference.deleteMany({ where: { workspaceId: ctx.workspace.id, kind: kind.kind, id } });
  await insertReferences(tx, ctx, kind, id, references);
}

/** Writes what a new resource refers to. */
export async function insertReferences(tx: Tx, ctx: Ctx, kind: ResourceKind, id: string, references: Reference[]) {
  if (references.length === 0) return;
  const owner = { workspaceId: ctx.workspace.id, kind: kind.kind, id };
  await tx.resourceReference.createMany({
    data: references.map((each) => ({ ...owner, attribute: each.attribute, targetKind: each.kind, targetId: each.id })),
  });
}

/** Paths of secrets that were given again with the value they have: that is no change. */
export async function sameSecrets(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  id: string,
  changed: ReadonlyMap<string, string>,
): Promise<ReadonlySet<string>> {
  if (changed.size === 0) return new Set();
  const owner = { workspaceId: ctx.workspace.id, kind: kind.kind, id };
  const rows = await tx.resourceSecret.findMany({ where: { ...owner, path: { in: [...changed.keys()] } } });
  const same = rows.filter(
    (row) => unseal(row, secretContext(owner.workspaceId, owner.kind, id, row.path)) === changed.get(row.path),
  );
  return new Set(same.map(({ path }) => path));
}

/** Encrypts and stores the changed secrets, and drops those that are no longer set. */
export async function storeSecrets(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  id: string,
  secrets: { changed: ReadonlyMap<string, string>; kept: ReadonlySet<string> },
) {
  const owner = { workspaceId: ctx.workspace.id, kind: kind.kind, id };
  const staying = [...secrets.changed.keys(), ...secrets.kept];
  await tx.resourceSecret.deleteMany({ where: { AND: [{ ...owner, path: { notIn: staying } }, ofSettings] } });
  for (const [path, plaintext] of secrets.changed) {
    const sealed = seal(plaintext, secretContext(owner.workspaceId, owner.kind, id, path));
    const where = { workspaceId_kind_id_path: { ...owner, path } };
    await tx.resourceSecret.upsert({
      where,
      create: { ...owner, path, ...sealed },
      update: { ...sealed, setAt: new Date() },
    });
  }
}

/** A second resource with the same natural key, said at the field that holds it. */
export function asConflict(error: unknown, kind: ResourceKind, state: ResourceState): never {
  if (!isUniqueViolation(error)) throw error;
  const isLabel = kind.kind === "label";
  const key = isLabel ? kind.newId(state) : (kind.naturalKey(state) ?? "");
  const orSameFile = isLabel ? ", or would be written to the same file" : "";
  throw new DomainError("conflict", `Another ${kind.singular.toLowerCase()} is already called “${key}”${orSameFile}.`, {
    next: "Choose another one, or edit the existing one.",
    fields: [{ path: naturalKeyField(kind), message: `“${key}” is taken.` }],
    cause: error,
  });
}

/** Prisma's own words, and Postgres' through a raw statement. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, meta } = error as { code?: string; meta?: { code?: string } };
  return code === "P2002" || (code === "P2010" && (meta?.code === "23505" || JSON.stringify(meta).includes("23505")));
}

function naturalKeyField(kind: ResourceKind): string {
  return ["slug", "email", "name", "key", "source_id"].find((name) => name in kind.attributes) ?? "name";
}
