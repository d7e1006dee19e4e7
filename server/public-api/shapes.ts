import { z } from "zod";
import { JsonObject } from "./attribute-shape";

/** Parts that several answers share. Source of every shape: Segment's Public API. */

export const Status = z.object({ status: z.literal("SUCCESS") }).meta({ id: "Status" });

export const PaginationShape = z
  .object({
    current: z.string(),
    next: z.string().optional().meta({ description: "Absent on the last page." }),
    previous: z.string().optional(),
    totalEntries: z.int(),
  })
  .meta({ id: "Pagination" });

export const Label = z
  .object({ key: z.string(), value: z.string(), description: z.string().nullish() })
  .meta({ id: "Label" });

/** A catalog entry; `/catalog` describes its many fields. */
export const Metadata = z
  .looseObject({ id: z.string(), name: z.string(), slug: z.string() })
  .meta({ id: "Metadata", description: "What it is in the catalog." });

export const Settings = JsonObject.meta({
  description: "Secrets are masked with “•”; a mask sent back changes nothing.",
});

export const Source = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string().nullable(),
    workspaceId: z.string(),
    enabled: z.boolean(),
    writeKeys: z.array(z.string()),
    metadata: Metadata,
    settings: Settings,
    labels: z.array(Label),
  })
  .meta({ id: "Source" });

export const Destination = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    sourceId: z.string(),
    enabled: z.boolean(),
    metadata: Metadata,
    settings: Settings,
  })
  .meta({ id: "Destination" });

export const Warehouse = z
  .object({
    id: z.string(),
    workspaceId: z.string(),
    enabled: z.boolean(),
    metadata: Metadata,
    settings: Settings.meta({ description: "Holds the name as `name`, and never the password." }),
  })
  .meta({ id: "Warehouse" });
