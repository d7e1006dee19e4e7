import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownsVariable, variableName, variablesOf } from "@/server/core/kinds/secret-variables";
import { resourceKinds } from "@/server/core/kinds/table";
import { kindNames } from "@/server/core/kinds/types";
import { isIdentifier } from "@/server/hcl/characters";

const { destination, profiles_warehouse, destination_subscription } = resourceKinds;
const kind = fc.constantFrom(...kindNames.map((name) => resourceKinds[name]));
const id = fc.stringMatching(/^[A-Za-z0-9_x-]{1,12}$/);
const key = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.stringMatching(/^[_x0-9a-f]{0,10}$/));

describe("names of variables", () => {
  it("say kind, id and key", () => {
    expect(variableName(destination, "614a3c7d791c91c41bae7599", "apiKey")).toBe(
      "destination_614a3c7d791c91c41bae7599_apiKey",
    );
    expect(variableName(profiles_warehouse, "a_b", "private-key")).toBe("profiles_warehouse_a_x5f_b_private_x2d_key");
  });

  it("are identifiers, and never the same for two secrets", () => {
    fc.assert(
      fc.property(kind, id, key, kind, id, key, (kindA, idA, keyA, kindB, idB, keyB) => {
        const [a, b] = [variableName(kindA, idA, keyA), variableName(kindB, idB, keyB)];
        expect(isIdentifier(a)).toBe(true);
        const sameSecret = kindA === kindB && idA === idB && keyA === keyB;
        const settled = [kindA, kindB].every(({ kind: name }) => !/^(source|destination|warehouse)_/.test(name));
        if (settled) expect(a === b).toBe(sameSecret);
      }),
      { numRuns: 5_000 },
    );
  });

  it("are known to be of their resource, and of no other", () => {
    fc.assert(
      fc.property(kind, id, id, key, (of, own, other, name) => {
        expect(ownsVariable(of, own)(variableName(of, own, name))).toBe(true);
        if (own !== other) expect(ownsVariable(of, other)(variableName(of, own, name))).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("the variables of a resource", () => {
  const settings = { apiKey: "••••", url: "https://x", nested: { secret: "••••" } };

  it("are its secrets, also those that no export shows, and what is masked", () => {
    expect(variablesOf(destination, "d", { settings }, ["settings.password", "extra.key"])).toEqual({
      apiKey: "destination_d_apiKey",
      password: "destination_d_password",
    });
  });

  it("are none where settings are another kind of document, or must be a literal text", () => {
    expect(variablesOf(destination_subscription, "d", { settings }, [])).toEqual({});
    expect(variablesOf(destination, "d", { settings: { ...settings, n: 1e21 } }, [])).toEqual({});
  });
});
