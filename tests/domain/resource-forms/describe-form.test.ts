import { describe, expect, it } from "vitest";
import { allKinds, resourceKinds } from "@/server/core/kinds/table";
import { describeForm } from "@/server/domain/resource-forms/describe-form";
import type { FormControl } from "@/server/domain/resource-forms/types";

const controlsOf = (kind: keyof typeof resourceKinds): { [name: string]: FormControl } =>
  Object.fromEntries(describeForm(resourceKinds[kind]).map((field) => [field.name, field.control]));

describe("the form of a kind", () => {
  it.each(allKinds.map((kind) => [kind.singular, kind] as const))("asks for every attribute of a %s", (_, kind) => {
    expect(describeForm(kind).map((field) => field.name)).toEqual(Object.keys(kind.attributes));
  });

  it.each(allKinds.map((kind) => [kind.singular, kind] as const))("of a %s is plain data", (_, kind) => {
    const form = describeForm(kind);
    expect(JSON.parse(JSON.stringify(form))).toEqual(form);
  });

  it("falls back to a JSON box for the configuration of a schedule only, which has its own editor", () => {
    const bare = allKinds.flatMap((kind) => describeForm(kind).filter((field) => field.control.type === "json"));
    expect(bare).toEqual([]);
  });

  it("has an editor for what is more than a text", () => {
    expect(controlsOf("destination_filter")).toMatchObject({
      if: { type: "fql", purpose: "condition" },
      actions: { type: "filter-actions" },
      destination_id: { type: "reference", kinds: ["destination"] },
    });
    expect(controlsOf("destination_subscription")).toMatchObject({
      action_id: { type: "chosen" },
      trigger: { type: "fql", purpose: "trigger" },
      reverse_etl_schedule: { type: "schedule" },
      settings: { type: "mapping" },
    });
    expect(controlsOf("tracking_plan").rules).toEqual({ type: "rules" });
    expect(controlsOf("function")).toMatchObject({
      code: { type: "code", language: "javascript" },
      settings: { type: "rows" },
    });
    expect(controlsOf("source")).toMatchObject({
      metadata: { type: "chosen" },
      settings: { type: "settings" },
      labels: { type: "labels" },
    });
    expect(controlsOf("insert_function_instance")).toMatchObject({
      function_id: { type: "reference", kinds: ["function"] },
      integration_id: { type: "reference", kinds: ["destination", "source"] },
    });
    expect(controlsOf("user_group").members).toEqual({ type: "list", suggests: "user" });
    expect(controlsOf("transformation").destination_metadata_id).toEqual({ type: "catalog", catalog: "destinations" });
  });

  it("lets a yes or no that may be missing be left out, and no other", () => {
    const settings = controlsOf("source_tracking_plan_connection").schema_settings;
    const track = settings?.type === "object" ? settings.fields[0]?.control : undefined;
    const rules = track?.type === "object" ? track.fields : [];
    expect(rules[0]).toMatchObject({ name: "allow_unplanned_events", control: { type: "boolean", unset: true } });
    expect(controlsOf("source").enabled).toEqual({ type: "boolean", unset: false });
    expect(controlsOf("profiles_warehouse").enabled).toEqual({ type: "boolean", unset: false });
  });
});
