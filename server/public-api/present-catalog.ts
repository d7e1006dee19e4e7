import type { z } from "zod";
import type { Action, ActionField } from "@/server/domain/catalog/action-types";
import { apiStatus } from "@/server/domain/catalog/api-status";
import type { CatalogEntry, DestinationMetadata, Logos } from "@/server/domain/catalog/types";
import type { DestinationMetadata as Destination } from "./catalog-shapes";

/** A catalog entry as Segment's clients know it: what only the product's own forms need is left out. */
export function presentEntry(entry: CatalogEntry): object {
  switch (entry.kind) {
    case "sources":
      return { ...entry.metadata, logos: logosOf(entry.metadata.logos), status: apiStatus(entry.metadata.status) };
    case "warehouses":
      return { ...entry.metadata, logos: logosOf(entry.metadata.logos) };
    case "destinations":
      return destination(entry.metadata);
  }
}

const logosOf = (logos: Logos) => ({ default: logos.default, mark: logos.mark ?? null, alt: logos.alt ?? null });

const destination = (metadata: DestinationMetadata) => ({
  ...metadata,
  logos: logosOf(metadata.logos),
  status: apiStatus(metadata.status),
  actions: metadata.actions.map(action),
});

type Shape = z.output<typeof Destination>["actions"][number];

const action = ({ id, slug, name, description, platform, hidden, defaultTrigger, fields }: Action): Shape => ({
  id,
  slug,
  name,
  description,
  platform,
  hidden,
  defaultTrigger,
  fields: fields.map(field),
});

const field = (given: ActionField): Shape["fields"][number] => ({
  id: given.id,
  sortOrder: given.sortOrder,
  fieldKey: given.fieldKey,
  label: given.label,
  type: given.type,
  description: given.description,
  ...(given.placeholder === undefined ? {} : { placeholder: given.placeholder }),
  ...(given.defaultValue === undefined ? {} : { defaultValue: given.defaultValue }),
  required: given.required,
  multiple: given.multiple,
  ...(given.choices === undefined ? {} : { choices: given.choices.map((choice) => ({ ...choice })) }),
  dynamic: given.dynamic,
  allowNull: given.allowNull,
  hidden: given.hidden,
});
