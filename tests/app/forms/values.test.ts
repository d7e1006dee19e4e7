import { describe, expect, it } from "vitest";
import { codeForType } from "@/app/(dashboard)/[workspace]/_forms/model/function-starters";
import { changesOf, sameJson, withKey } from "@/app/(dashboard)/[workspace]/_forms/model/json";
import { parseJson } from "@/app/(dashboard)/[workspace]/_forms/model/parse-json";
import { holds } from "@/app/(dashboard)/[workspace]/_forms/model/shown-if";
import { usefulHelp } from "@/app/(dashboard)/[workspace]/_forms/model/useful-help";
import { nextStep, readStart } from "@/app/(dashboard)/[workspace]/_forms/steps/start";
import { resourceKinds } from "@/server/core/kinds/table";

describe("the values of a form", () => {
  it("are changed only where the document differs, not where its keys are in another order", () => {
    const before = { name: "a", settings: { x: 1, y: [1, 2] }, labels: null };
    expect(changesOf(before, { labels: null, settings: { y: [1, 2], x: 1 }, name: "a" })).toEqual({});
    expect(changesOf(before, { ...before, settings: { x: 1, y: [2, 1] } })).toEqual({ settings: { x: 1, y: [2, 1] } });
    expect(sameJson(undefined, null)).toBe(true);
    expect(sameJson([], {})).toBe(false);
  });

  it("keep the place of a key that changes, and lose one that is taken out", () => {
    expect(Object.keys(withKey({ a: 1, b: 2, c: 3 }, "b", 5))).toEqual(["a", "b", "c"]);
    expect(withKey({ a: 1, b: 2 }, "a", undefined)).toEqual({ b: 2 });
  });

  it("take JSON only where no number changes on the way", () => {
    expect(parseJson('{"a": [1, 2.5, "x"]}')).toEqual({ ok: true, value: { a: [1, 2.5, "x"] } });
    for (const text of ["", "{", "12345678901234567890", '{"a":1e999}']) expect(parseJson(text).ok).toBe(false);
  });
});

describe("conditions of the catalog", () => {
  const region = { fieldKey: "region", operator: "is" as const };
  it("look at values and at the sync mode", () => {
    expect(holds(undefined, {})).toBe(true);
    expect(holds({ conditions: [{ ...region, value: ["eu", "us"] }] }, { region: "eu" })).toBe(true);
    expect(
      holds(
        {
          conditions: [
            { ...region, value: "eu" },
            { type: "syncMode", operator: "is", value: "add" },
          ],
        },
        { region: "eu" },
      ),
    ).toBe(false);
    expect(
      holds(
        {
          match: "any",
          conditions: [
            { ...region, value: "us" },
            { type: "syncMode", operator: "is_not", value: "add" },
          ],
        },
        {},
      ),
    ).toBe(true);
    expect(holds({ conditions: [region] }, { region: "" })).toBe(true);
  });
});

describe("the page for something new", () => {
  it("asks first for what the form depends on", () => {
    const start = (kind: keyof typeof resourceKinds, params: { [name: string]: string }) => {
      const read = readStart(resourceKinds[kind], params);
      return nextStep(resourceKinds[kind], read);
    };
    expect(start("source", {})).toBe("type");
    expect(start("source", { type: "IqDTy1TpoU" })).toBeNull();
    expect(start("destination_subscription", {})).toBe("destination");
    expect(start("destination_subscription", { destination_id: "a" })).toBe("action");
    expect(start("destination_subscription", { destination_id: "a", action_id: "b" })).toBeNull();
    expect(start("insert_function_instance", {})).toBe("function");
    expect(start("tracking_plan", {})).toBeNull();
  });

  it("reads from the address only what the kind has", () => {
    const start = readStart(resourceKinds.destination_filter, {
      destination_id: "d",
      __proto__x: "y",
      type: "t",
      q: "search",
    });
    expect(start).toEqual({ given: { destination_id: "d" }, chosen: ["destination_id"] });
  });
});

it("the code of a function follows its type until somebody writes it", () => {
  const first = codeForType("", "SOURCE");
  expect(first).toContain("onRequest");
  expect(codeForType(first, "DESTINATION")).toContain("onTrack");
  expect(codeForType("mine", "DESTINATION")).toBe("mine");
});

it("help that only names the type of a field is left out", () => {
  expect(["Text.", "Long text; required.", "One of 15 choices, required.", "Where events go."].map(usefulHelp)).toEqual(
    ["", "", "", "Where events go."],
  );
});
