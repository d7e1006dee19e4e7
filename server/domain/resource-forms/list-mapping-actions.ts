import type { Ctx } from "@/server/core/ctx";
import { listActions, listPresets } from "@/server/domain/catalog/list-actions";
import { getResource } from "@/server/domain/resources/get-resource";

export interface OfferedAction {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly hidden: boolean;
  readonly trigger: string | null;
  readonly presets: readonly { readonly name: string; readonly trigger: string }[];
}

/** The actions that a mapping of a destination can run, with their presets. Throws NotFoundError. */
export async function listMappingActions(ctx: Ctx, destinationId: string) {
  const destination = await getResource(ctx, { kind: "destination", id: destinationId });
  const type = destination.catalogId ?? "";
  const actions: OfferedAction[] = listActions(type).map(({ id, name, description, hidden, defaultTrigger }) => ({
    id,
    name,
    description,
    hidden,
    trigger: defaultTrigger,
    presets: listPresets(type, id).map(({ name, trigger }) => ({ name, trigger })),
  }));
  return { destination: { id: destination.id, title: destination.title }, actions };
}
