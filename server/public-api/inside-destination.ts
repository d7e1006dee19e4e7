import type { Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import { done, forgiving, remove } from "./resources";
import type { Call } from "./route";

type Kind = "destination_subscription" | "destination_filter";

/** A mapping or filter by the path of its destination; one of another destination is not there. */
export async function getInside(ctx: Ctx, kind: Kind, destinationId: string, id: string): Promise<StoredState> {
  const stored = await getState(ctx, { kind, id });
  if (stored.state.destination_id !== destinationId) {
    throw new NotFoundError(resourceKinds[kind].singular.toLowerCase(), id);
  }
  return stored;
}

export async function removeInside(call: Call<unknown>, kind: Kind, destinationId: string, id: string) {
  await forgiving(async () => {
    await getInside(call.ctx, kind, destinationId, id);
    await remove(call, { kind, id });
  });
  return done;
}
