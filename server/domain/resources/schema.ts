import { z } from "zod";
import { isJsonObject } from "@/server/core/kinds/json-input";
import { kindNames } from "@/server/core/kinds/types";
import type { JsonValue } from "@/server/hcl/schema";

export const KindName = z.enum(kindNames);

/** Postgres' texts cannot hold NUL; no id, query or label holds other control characters either. */
export const plainText = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, "Control characters are not allowed here.");

export const ResourceId = plainText(320).min(1);

export const ResourceRef = z.object({ kind: KindName, id: ResourceId });

/** Terraform attribute names to values; the kind's attribute table checks them further. */
export const StateInput = z.custom<{ [name: string]: JsonValue }>(
  (value) => isJsonObject(value),
  "This must be an object of JSON values, not too deep and not too large.",
);

export const CreateResource = z.object({ kind: KindName, state: StateInput });

export const UpdateResource = z.object({
  kind: KindName,
  id: ResourceId,
  /** The attributes to set; the others stay. */
  changes: StateInput,
  /** Revision the edit started from: a newer one is a conflict. Left out by clients that overwrite. */
  revision: z.number().int().optional(),
});

export const ListResources = z.object({
  kind: KindName,
  query: plainText(200).default(""),
  state: z.enum(["all", "enabled", "disabled"]).default("all"),
  /** Resources with any of these labels, each `key:value`. */
  labels: z.array(plainText(260)).max(50).default([]),
  /** Resources of any of these catalog types. */
  catalogIds: z.array(plainText(64)).max(100).default([]),
  /** Only resources that name this one. */
  usesKind: KindName.optional(),
  usesId: ResourceId.optional(),
  sort: z.enum(["title", "updated"]).default("title"),
  /** Titles go up and times down unless this says otherwise. */
  direction: z.enum(["asc", "desc"]).optional(),
  after: z.string().max(1000).optional(),
  before: z.string().max(1000).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

export type ListResources = z.output<typeof ListResources>;
export type CreateResource = z.output<typeof CreateResource>;
export type UpdateResource = z.output<typeof UpdateResource>;
