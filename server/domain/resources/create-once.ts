import type { Ctx, Tx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { writePermission } from "@/server/core/permissions";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import type { ResourceState } from "@/server/hcl/schema";
import { type Created, insertResource } from "./create-resource";
import { authorizeOn } from "./reach";
import type { CreateResource } from "./schema";
import { type ExtraSecrets, storeExtra } from "./store-extra";

export interface CreateOnceOptions {
  /** The same for a request and its repetitions. */
  readonly requestKey: string;
  /** What is kept beyond attributes. */
  readonly extra?: ResourceState;
  readonly extraSecrets?: ExtraSecrets;
  readonly now?: Date;
}

/** As long as Segment's Terraform provider goes on repeating a request whose answer was lost. */
const rememberMs = 3 * 60_000;

/**
 * Creates a resource unless the same request has created it within three minutes: then it gives that one back. One that
 * was changed or deleted since had been heard of by the client, so the request is a new wish. What its kind calls
 * incomplete may be missing: API clients build some resources in several calls.
 */
export async function createOnce(
  ctx: Ctx,
  input: CreateResource,
  { requestKey, extra, extraSecrets, now = new Date() }: CreateOnceOptions,
): Promise<Created> {
  const kind = resourceKinds[input.kind];
  const { state, problems } = parseState(kind, input.state, { draft: true });
  await authorizeOn(ctx.db, ctx, writePermission[kind.kind], { kind, id: null, state });
  if (problems.length > 0) throw new InvalidError(problems);
  return changeWorkspace(ctx, async (tx) => {
    // A repetition can arrive while the first one is still at work.
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${ctx.workspace.id + requestKey}, 0))`;
    const earlier = await findCreated(tx, ctx, input.kind, requestKey, now);
    if (earlier) return earlier;
    const created = await insertResource(tx, ctx, kind, kind.newId(state), state);
    const own = { workspaceId: ctx.workspace.id, kind: input.kind, id: created.id };
    if (extra) await storeExtra(tx, own, extra, extraSecrets);
    await tx.createRequest.create({ data: { ...own, requestKey, createdAt: now } });
    return created;
  });
}

async function findCreated(tx: Tx, ctx: Ctx, kind: KindName, requestKey: string, now: Date): Promise<Created | null> {
  const workspaceId = ctx.workspace.id;
  const old = { lt: new Date(now.getTime() - rememberMs) };
  await tx.createRequest.deleteMany({ where: { workspaceId, createdAt: old } });
  const earlier = await tx.createRequest.findUnique({
    where: { workspaceId_requestKey: { workspaceId, requestKey } },
    include: { resource: { select: { id: true, state: true, revision: true } } },
  });
  if (!earlier) return null;
  const { resource } = earlier;
  if (earlier.kind === kind && resource.revision === 1)
    return { id: resource.id, state: resource.state as ResourceState };
  await tx.createRequest.delete({ where: { workspaceId_requestKey: { workspaceId, requestKey } } });
  return null;
}
