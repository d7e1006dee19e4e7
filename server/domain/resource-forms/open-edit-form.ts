import type { Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { text } from "@/server/core/kinds/values";
import { getResource, type ResourceDetail } from "@/server/domain/resources/get-resource";
import { formParts, mappingAction } from "./form-parts";
import type { OpenForm } from "./types";

/** The form of a stored resource. Throws NotFoundError. */
export async function openEditForm(ctx: Ctx, input: { kind: KindName; id: string }): Promise<OpenForm> {
  const kind = resourceKinds[input.kind];
  const resource = await getResource(ctx, input);
  const secretPaths = [...resource.secrets.map(({ path }) => path), ...resource.missingSecrets];
  return {
    ...(await formParts(ctx, kind, resource.state, secretPaths)),
    allowed: resource.mayWrite,
    action: await storedAction(ctx, resource),
    secrets: resource.secrets,
    missingSecrets: resource.missingSecrets,
    titles: Object.fromEntries(resource.uses.map((each) => [`${each.kind}:${each.id}`, each.title])),
    edited: { id: resource.id, title: resource.title, revision: resource.revision },
  };
}

async function storedAction(ctx: Ctx, { kind, state }: ResourceDetail) {
  if (kind !== "destination_subscription") return null;
  const type = (await findDestination(ctx, text(state.destination_id)))?.catalogId;
  return !type ? null : mappingAction(type, text(state.action_id));
}

/** A destination; null when there is none with this id that the person may read. */
export async function findDestination(ctx: Ctx, id: string): Promise<ResourceDetail | null> {
  try {
    return await getResource(ctx, { kind: "destination", id });
  } catch (error) {
    if (error instanceof DomainError && (error.code === "not-found" || error.code === "forbidden")) return null;
    throw error;
  }
}
