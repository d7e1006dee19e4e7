import type { Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { findFunctionTypes } from "@/server/domain/resources/list-functions";
import { resolveCatalogEntry } from "./find-catalog-entry";
import type { CatalogKind } from "./types";
import { kindWords } from "./unknown-entry";

/** Throws InvalidError at `metadata.id` for an id that neither the catalog nor a function of the workspace has. */
export async function requireType(ctx: Ctx, kind: CatalogKind, id: string): Promise<void> {
  if (resolveCatalogEntry(kind, id).origin !== "unknown") return;
  const functions = id.includes("\0") ? [] : await findFunctionTypes(ctx, kind, [id]);
  if (resolveCatalogEntry(kind, id, functions).origin !== "unknown") return;
  const message = `There is no type of ${kindWords[kind]} “${id.slice(0, 100)}”.`;
  throw new InvalidError([{ path: "metadata.id", message }]);
}
