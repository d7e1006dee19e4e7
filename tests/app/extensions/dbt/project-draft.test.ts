import { describe, expect, it } from "vitest";
import type { Failure } from "@/app/_trpc/failure";
import {
  envOf,
  suggestName,
  toFormErrors,
} from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/_parts/project-draft";

const failure = (fields: Failure["fields"]): Failure => ({
  message: "Some fields need attention.",
  code: "invalid",
  next: "Correct the fields.",
  fields,
  data: {},
  reference: null,
});

describe("the draft of a dbt project", () => {
  it("is called after its folder, or its repository", () => {
    expect(suggestName("git@example.com:acme/warehouse.git", "transform/shop")).toBe("shop");
    expect(suggestName("git@example.com:acme/warehouse.git", "")).toBe("warehouse");
    expect(suggestName("https://example.com/acme/warehouse/", "")).toBe("warehouse");
  });

  it("sends environment values by name, without rows left empty", () => {
    const rows = [
      { key: "DBT_A", value: "1" },
      { key: "", value: "" },
    ];
    expect(envOf(rows)).toEqual({ DBT_A: "1" });
  });

  it("says what is wrong at the field it concerns", () => {
    expect(
      toFormErrors(
        failure([
          { path: "schema", message: "Give a schema." },
          { path: "env.DBT ENV", message: "Use letters." },
          { path: "connectionId", message: "Gone." },
        ]),
      ),
    ).toEqual([
      { name: "schema", message: "Give a schema." },
      { name: "env", message: "DBT ENV: Use letters." },
      { message: "Gone." },
    ]);
    expect(toFormErrors(failure([]))).toEqual([{ message: "Some fields need attention. Correct the fields." }]);
    expect(toFormErrors(failure([{ path: "url", message: "Bad." }]), ["url"])).toEqual([
      { name: "url", message: "Bad." },
    ]);
  });
});
