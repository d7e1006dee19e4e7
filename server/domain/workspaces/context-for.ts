import { Prisma } from "@/prisma/generated/client";
import type { Ctx, Db, Origin } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";
import { NotFoundError } from "@/server/core/errors";
import { record } from "@/server/core/kinds/values";
import type { Grant } from "@/server/core/permissions";
import type { Person } from "@/server/domain/accounts/schema";
import { listLabelledSources } from "@/server/domain/resources/list-labelled-sources";
import { membershipStates } from "@/server/domain/resources/memberships";
import type { JsonValue } from "@/server/hcl/schema";
import { grantsOf, type LabelledGrant } from "./grants-of";

/** The same for a workspace that does not exist and one that the person is not in: nobody learns which exist. */
export class WorkspaceNotFoundError extends NotFoundError {
  constructor(slug: string) {
    super("workspace", slug);
    this.message = `There is no workspace “${slug}” that you belong to.`;
  }
}

/**
 * What a verb needs to act for a person in a workspace: read anew for every request, so that a changed role or a removed
 * member takes effect at once. Throws WorkspaceNotFoundError for everybody who is not a member.
 */
export async function contextFor(
  db: Db,
  { slug, account, origin }: { slug: string; account: Person; origin: Origin },
): Promise<Ctx> {
  const rows = await findMemberships(db, slug, account.email);
  const [first] = rows;
  if (!first) throw new WorkspaceNotFoundError(slug);
  const workspace = { id: first.id, slug: first.slug, name: first.name };
  const read = rows.map(({ state }) => grantsOf(record(state).permissions));
  const labelled = read.flatMap((permissions) => permissions.labelled);
  const grants = [...read.flatMap((permissions) => permissions.grants), ...(await reachOf(db, workspace.id, labelled))];
  return {
    db,
    workspace,
    actor: { type: "user", id: account.accountId, email: account.email, name: account.name },
    access: { grants },
    origin,
  };
}

interface Membership {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly state: JsonValue;
}

/** The workspace beside each `user` resource of the person and each group that names them: asked by every request at once. */
const findMemberships = (db: Db, slug: string, email: string) =>
  directRows<Membership>(
    db,
    Prisma.sql`  SELECT w.id, w.slug, w.name, m.state FROM "Workspace" w CROSS JOIN LATERAL (${membershipStates(Prisma.sql`w.id`, email)}) m
  WHERE w.slug = ${slug}`,
  );

/** The sources that a role narrowed by labels reaches now. */
async function reachOf(db: Db, workspaceId: string, labelled: readonly LabelledGrant[]): Promise<Grant[]> {
  const found = labelled.map(async ({ role, labels }) => {
    const sources = await listLabelledSources(db, workspaceId, labels);
    return sources.map((id): Grant => ({ role, scope: { kind: "source", id } }));
  });
  return (await Promise.all(found)).flat();
}
