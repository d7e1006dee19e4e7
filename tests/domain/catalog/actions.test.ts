import { describe, expect, it } from "vitest";
import { shapes } from "@/server/core/kinds/ids";
import { destinationRows } from "@/server/domain/catalog/data-files";
import { deriveId } from "@/server/domain/catalog/derive-id";
import {
  defaultMapping,
  findAction,
  findActionBySlug,
  listActions,
  listPresets,
} from "@/server/domain/catalog/list-actions";

const braze = "60f9d0d048950c356be2e4da";
const withActions = [...destinationRows().values()].filter((row) => row.actions);

describe("actions", () => {
  it("have the ids that real exports use, where those are known", () => {
    expect(findAction(braze, "2P24zUSAL8BUpyGYNGmD7M")).toMatchObject({ slug: "updateUserProfile", idSure: true });
    expect(findAction("614a3c7d791c91c41bae7599", "nFPnRozhz1mh4Gbx4MLvT5")?.name).toBe("Send");
  });

  it("have unique ids of the right shape everywhere", () => {
    const actions = withActions.flatMap((row) => listActions(row.id));
    expect(actions).toHaveLength(601);
    expect(new Set(actions.map((action) => action.id)).size).toBe(601);
    expect(actions.every((action) => shapes.shortUuid.test(action.id))).toBe(true);
    const fieldIds = actions.flatMap((action) => action.fields.map((field) => field.id));
    expect(new Set(fieldIds).size).toBe(fieldIds.length);
  });

  it("keep derived ids for ever", () => {
    expect(deriveId("action", "d", "a")).toBe(deriveId("action", "d", "a"));
    expect(deriveId("action", "d", "a")).not.toBe(deriveId("action", "d", "b"));
    expect(findActionBySlug(braze, "updateUserProfile2")?.id).toBe("DwqSXnxdNztECM9e3aFzzR");
  });

  it("carry what a mapping's form needs", () => {
    const fields = findActionBySlug(braze, "updateUserProfile")?.fields ?? [];
    expect(fields.find((field) => field.fieldKey === "external_id")).toMatchObject({
      label: "External User ID",
      type: "STRING",
      sortOrder: 0,
      defaultValue: { "@path": "$.userId" },
      required: false,
      multiple: false,
      dynamic: false,
      allowNull: false,
      description: "Text.",
    });
    const alias = fields.find((field) => field.fieldKey === "user_alias");
    expect(Object.keys(alias?.properties ?? {})).toEqual(["alias_name", "alias_label"]);
    expect(fields.find((field) => field.fieldKey === "enable_batching")?.type).toBe("BOOLEAN");
  });

  it("say when a field depends on others", () => {
    const all = withActions.flatMap((row) => listActions(row.id).flatMap((action) => action.fields));
    expect(all.filter((field) => field.shownIf).length).toBe(270);
    const conditional = all.filter((field) => field.requiredIf);
    expect(conditional.length).toBeGreaterThan(40);
    expect(conditional.every((field) => !field.required)).toBe(true);
  });

  it("say which can be sent in batches, and which ask for a sync mode", () => {
    const actions = withActions.flatMap((row) => listActions(row.id));
    expect(actions.filter((action) => action.batch)).toHaveLength(212);
    expect(actions.filter((action) => action.syncMode)).toHaveLength(29);
    expect(actions.flatMap((action) => action.hooks)).toHaveLength(16);
  });

  it("start a mapping from the fields' defaults", () => {
    const action = findActionBySlug(braze, "trackEvent");
    expect(action && defaultMapping(action)).toMatchObject({ name: { "@path": "$.event" } });
  });

  it("are none for classic and unknown destinations", () => {
    expect(listActions("56f6ce7280412f644ff12fb2")).toEqual([]);
    expect(listActions("ffffffffffffffffffffffff")).toEqual([]);
  });
});

describe("presets", () => {
  it("name an action of their destination and a trigger", () => {
    for (const row of withActions) {
      const ids = new Set(listActions(row.id).map((action) => action.id));
      for (const preset of listPresets(row.id)) {
        expect(ids.has(preset.actionId), `${row.slug}: ${preset.name}`).toBe(true);
        expect(preset.trigger).not.toBe("");
      }
    }
  });

  it("can be listed for one action", () => {
    const action = findActionBySlug(braze, "trackEvent");
    expect(listPresets(braze, action?.id).map((preset) => preset.name)).toEqual(["Track Calls"]);
  });
});
