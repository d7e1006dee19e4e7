import { describe, expect, it } from "vitest";
import { variablesIn } from "@/app/(dashboard)/[workspace]/settings/extensions/api-reference/_parts/example-values";
import {
  fieldRows,
  typeWords,
} from "@/app/(dashboard)/[workspace]/settings/extensions/api-reference/_parts/field-rows";
import { operationParts } from "@/app/(dashboard)/[workspace]/settings/extensions/api-reference/_parts/operation-parts";
import { openApiDocument } from "@/server/public-api/openapi/document";
import { referenceGroups } from "@/server/public-api/reference";
import { publicApiRoutes } from "@/server/public-api/table";

const document = openApiDocument(publicApiRoutes, "/api/public");
const groups = referenceGroups(document);
const partsOf = (id: string) => {
  const entry = groups.flatMap(({ operations }) => operations).find(({ operation }) => operation.operationId === id);
  if (!entry) throw new Error(`There is no ${id}.`);
  return operationParts(entry.operation, document);
};

describe("fields of the API reference", () => {
  it("say their types in words, whether null is allowed, and what a list holds", () => {
    const named = { Label: { type: "object", properties: { key: { type: "string" } } } };
    expect(typeWords({ type: ["string", "null"] }, {})).toBe("text or null");
    expect(typeWords({ anyOf: [{ type: "array", items: { $ref: "#/x/Label" } }, { type: "null" }] }, named)).toBe(
      "list of object or null",
    );
    expect(typeWords({ enum: ["A", "B"] }, {})).toBe('"A", "B"');
    expect(typeWords({}, {})).toBe("any JSON");
    expect(typeWords({ type: "string", format: "date-time" }, {})).toBe("time");
  });

  it("stand with those inside of them, also behind references and in lists", () => {
    const names = partsOf("getSource").answer.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["source", "source.metadata.id", "source.labels[].key"]));
    expect(names.at(-1)).toBe("trackingPlanId");
  });

  it("end somewhere, whatever refers to itself", () => {
    const loop = { Loop: { type: "object", properties: { again: { $ref: "#/x/Loop" } } } };
    expect(fieldRows({ $ref: "#/x/Loop" }, loop).map(({ name }) => name)).toEqual([
      "again",
      "again.again",
      "again.again.again",
      "again.again.again.again",
    ]);
  });
});

describe("calls of the API reference", () => {
  it("are all in one group each, with an address of its own", () => {
    expect(groups.flatMap(({ operations }) => operations)).toHaveLength(publicApiRoutes.length);
    expect(new Set(groups.map(({ slug }) => slug)).size).toBe(groups.length);
    for (const { slug } of groups) expect(slug).toMatch(/^[a-z][a-z0-9-]*[a-z0-9]$/);
  });

  it("show path, query, paging, body, answer and refusals", () => {
    const list = partsOf("listTrackingPlans");
    expect(list.parameters.map(({ name }) => name)).toEqual(["type", "pagination[count]", "pagination[cursor]"]);
    const update = partsOf("updateSource");
    expect(update.parameters).toMatchObject([{ name: "sourceId", type: "text, in the path", required: true }]);
    expect(update.body.map(({ name }) => name)).toEqual(["name", "slug", "enabled", "settings"]);
    expect([update.status, partsOf("createSource").status]).toEqual(["200", "201"]);
    expect(update.refusals).toEqual(["401", "404", "409", "413", "422", "429"]);
  });

  it("name the variables that an example leaves open", () => {
    expect(variablesIn('curl "$URL/$SOURCE_ID" $TOKEN $.path $SOURCE_ID $schema')).toEqual([
      "URL",
      "SOURCE_ID",
      "TOKEN",
    ]);
  });
});
