import { optionalBool, optionalString, settings, string } from "./attributes";
import { shortUuid } from "./ids";
import type { ResourceKind } from "./types";
import { byId, record, text } from "./values";

export const profilesWarehouse: ResourceKind = {
  ...byId("profiles_warehouse", "profiles_warehouses", /^[A-Za-z0-9_-]+$/, shortUuid),
  singular: "Profiles Warehouse",
  plural: "Profiles warehouses",
  about: "A warehouse that the profiles of a space are synced to.",
  route: "connections/profiles-warehouses",
  catalog: "warehouses",
  attributes: {
    name: optionalString("Name", { maxLength: 255 }),
    // It is part of the file's name.
    space_id: string("Space id", {
      createOnly: true,
      maxLength: 64,
      pattern: { test: /^[A-Za-z0-9_-]+$/, message: "Use letters, digits, “-” and “_”, such as spa_9aQ1Lj." },
    }),
    metadata_id: string("Type", { input: "catalog", createOnly: true }),
    enabled: optionalBool("Enabled", { initial: true }),
    schema_name: optionalString("Schema"),
    settings,
  },
  fileName: (id, state) => `${text(state.space_id)}_${id}.tf`,
  blockLabel: (id, state) => `id-${text(state.space_id)}_${id}`,
  importId: (id, state) => `${text(state.space_id)}:${id}`,
  // The provider reads the name from among the settings, and leaves it there.
  written: ({ settings, ...state }) => {
    const { name: _, ...others } = record(settings);
    return { ...state, settings: text(state.name) ? { ...others, name: text(state.name) } : others };
  },
  title: (id, state) => text(state.name) || id,
  verbs: { created: "created", modified: "modified", toggles: true },
};
