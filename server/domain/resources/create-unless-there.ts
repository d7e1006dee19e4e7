import type { Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import { writePermission } from "@/server/core/permissions";
import { createResource } from "./create-resource";
import { findState } from "./list-states";
import { authorizeOn } from "./reach";
import type { CreateResource } from "./schema";

/** Creates a resource whose id follows from its state, such as a connection; one that is there already stays as it is. */
export async function createUnlessThere(ctx: Ctx, input: CreateResource): Promise<void> {
  const kind = resourceKinds[input.kind];
  const ref = { kind: input.kind, id: kind.newId(input.state) };
  await authorizeOn(ctx.db, ctx, writePermission[input.kind], { kind, id: null, state: input.state });
  if (await findState(ctx, ref)) return;
  try {
    await createResource(ctx, input);
  } catch (error) {
    const cameBetween = error instanceof DomainError && error.code === "conflict" && (await findState(ctx, ref));
    if (!cameBetween) throw error;
  }
}
