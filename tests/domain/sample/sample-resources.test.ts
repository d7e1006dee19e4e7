import { describe, expect, it } from "vitest";
import { parseState } from "@/server/core/kinds/parse-state";
import { referencesOf } from "@/server/core/kinds/references";
import { resourceKinds } from "@/server/core/kinds/table";
import { kindNames } from "@/server/core/kinds/types";
import { isRecord, items, record, text } from "@/server/core/kinds/values";
import { findCatalogEntry, resolveCatalogEntry } from "@/server/domain/catalog/find-catalog-entry";
import { findAction } from "@/server/domain/catalog/list-actions";
import { findRole } from "@/server/domain/catalog/list-roles";
import { secretSettings } from "@/server/domain/catalog/secret-settings";
import { settingsOf } from "@/server/domain/catalog/settings-of";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import type { JsonValue } from "@/server/hcl/schema";

const all = sampleResources();
const ofKind = (kind: string) => all.filter((resource) => resource.kind === kind);
const functions = ofKind("function");
const metadataId = (state: { readonly [key: string]: JsonValue }) => text(record(state.metadata).id);
const titles = all.map((resource) => resourceKinds[resource.kind].title(resource.id, resource.state));

describe("the sample workspace", () => {
  it("has at least 150 resources, some of every kind", () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    for (const kind of kindNames) expect(ofKind(kind).length, kind).toBeGreaterThanOrEqual(2);
  });

  it("is the same every time, but for the workspace that roles are granted on", () => {
    expect(sampleResources()).toEqual(all);
    const other = JSON.stringify(sampleResources("aNotherWorkspaceId1234"));
    expect(other).toContain("aNotherWorkspaceId1234");
    expect(other.replaceAll("aNotherWorkspaceId1234", "")).toHaveLength(JSON.stringify(sampleResources("")).length);
  });

  it.each(all.map((resource) => [`${resource.kind} ${resource.id}`, resource] as const))(
    "%s is valid",
    (_, resource) => {
      const kind = resourceKinds[resource.kind];
      expect(parseState(kind, resource.state).problems).toEqual([]);
      expect(resource.id).toMatch(kind.idShape);
    },
  );

  it("has unique ids, file names and natural keys", () => {
    const unique = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);
    unique(all.map((resource) => `${resource.kind} ${resource.id}`));
    unique(
      all.map(({ kind, id, state }) => `${resourceKinds[kind].directory}/${resourceKinds[kind].fileName(id, state)}`),
    );
    unique(
      all.flatMap(({ kind, state }) => {
        const key = resourceKinds[kind].naturalKey(state);
        return key === null ? [] : [`${kind} ${key}`];
      }),
    );
  });

  it("names only resources that come before", () => {
    const seen = new Set<string>();
    for (const { kind, id, state } of all) {
      for (const reference of referencesOf(resourceKinds[kind], state)) {
        expect(seen, `${kind} ${id} ${reference.attribute}`).toContain(`${reference.kind} ${reference.id}`);
      }
      seen.add(`${kind} ${id}`);
    }
  });

  it("has an owner, and roles that the catalog knows", () => {
    const grants = [...ofKind("user"), ...ofKind("user_group")].flatMap(({ state }) => items(state.permissions));
    const names = grants.map((grant) => findRole(text(record(grant).role_id))?.name);
    expect(names).toContain("Workspace Owner");
    expect(names).not.toContain(undefined);
  });
});

describe("what the sample takes from the catalog", () => {
  it("are known types, its own functions, and one function that was deleted", () => {
    const origins = (["source", "destination", "warehouse"] as const).flatMap((kind) =>
      ofKind(kind).map(({ state }) => resolveCatalogEntry(`${kind}s`, metadataId(state), functions).origin),
    );
    expect(origins.filter((origin) => origin === "function")).toHaveLength(4);
    expect(origins.filter((origin) => origin === "unknown")).toHaveLength(1);
  });

  it("has every required setting, and choices that exist", () => {
    for (const { id, state } of ofKind("destination")) {
      const settings = record(state.settings);
      for (const field of settingsOf(resolveCatalogEntry("destinations", metadataId(state), functions))) {
        if (field.required) expect(Object.keys(settings), `${id} ${field.name}`).toContain(field.name);
        const value = settings[field.name];
        if (value === undefined || field.choices.length === 0) continue;
        expect(field.choices.map((choice) => choice.value)).toContain(value);
      }
    }
  });

  it("are actions of the mapping's destination, with every required field filled", () => {
    const types = new Map(ofKind("destination").map(({ id, state }) => [id, metadataId(state)]));
    for (const { state } of ofKind("destination_subscription")) {
      const action = findAction(types.get(text(state.destination_id)) ?? "", text(state.action_id));
      expect(action, text(state.name)).not.toBeNull();
      const settings = record(state.settings);
      for (const field of action?.fields ?? []) {
        if (field.required) expect(Object.keys(settings), text(state.name)).toContain(field.fieldKey);
      }
      const unknown = Object.keys(settings).filter(
        (name) => !name.startsWith("__segment") && !action?.fields.some((field) => field.fieldKey === name),
      );
      expect(unknown, text(state.name)).toEqual([]);
    }
  });

  it("reads rows from the source that the destination is connected to", () => {
    const sources = new Map(
      [...ofKind("destination"), ...ofKind("reverse_etl_model")].map((r) => [r.id, r.state.source_id]),
    );
    const rows = ofKind("destination_subscription").filter(({ state }) => state.model_id !== null);
    expect(rows.length).toBeGreaterThanOrEqual(10);
    for (const { state } of rows) {
      expect(sources.get(text(state.model_id))).toBe(sources.get(text(state.destination_id)));
    }
    const models = ofKind("reverse_etl_model").map(({ state }) => text(state.source_id));
    for (const id of models) {
      const source = all.find((resource) => resource.id === id);
      expect(findCatalogEntry("sources", metadataId(source?.state ?? {}))).toMatchObject({ reverseEtl: true });
    }
  });
});

describe("variety", () => {
  it("shows long, right-to-left, accented and emoji names", () => {
    expect(titles.some((title) => title.length > 80)).toBe(true);
    expect(titles.some((title) => /\p{Script=Hebrew}/u.test(title))).toBe(true);
    expect(titles.some((title) => /\p{Script=Arabic}/u.test(title))).toBe(true);
    expect(titles.some((title) => /\p{Extended_Pictographic}/u.test(title))).toBe(true);
    expect(titles.some((title) => /Ứ/.test(title))).toBe(true);
  });

  it("has enabled and disabled resources, and every schedule strategy", () => {
    expect(all.filter(({ state }) => state.enabled === false).length).toBeGreaterThan(10);
    const strategies = all.flatMap(({ state }) =>
      isRecord(state.reverse_etl_schedule) ? [text(state.reverse_etl_schedule.strategy)] : [],
    );
    expect(new Set(strategies)).toEqual(new Set(["PERIODIC", "SPECIFIC_DAYS", "CRON", "DBT_CLOUD", "MANUAL"]));
  });

  it("has secrets that are recognised as such, and long enough that a leak is noticed", () => {
    const secrets = (["source", "destination", "warehouse"] as const).flatMap((kind) =>
      ofKind(kind).flatMap(({ state }) => {
        const settings = record(state.settings);
        const names = secretSettings(`${kind}s`, metadataId(state), settings, functions);
        return names.flatMap((name) => (settings[name] === undefined ? [] : [text(settings[name])]));
      }),
    );
    expect(secrets.length).toBeGreaterThanOrEqual(25);
    expect(secrets.every((secret) => secret.length >= 12)).toBe(true);
    expect(new Set(secrets).size).toBe(secrets.length);
  });

  it("has code and text that HCL must escape", () => {
    const code = functions.map(({ state }) => text(state.code)).join("");
    for (const piece of ["${", "%{", "\t", "\\b", '"']) expect(code).toContain(piece);
  });
});
