import { expect, it } from "vitest";
import { secretSettings } from "@/server/domain/catalog/secret-settings";
import { sampleResources } from "@/server/domain/sample/sample-resources";

it("keys of cloud sources are secret, although nothing but their names says so", () => {
  expect(secretSettings("sources", "2baks93o")).toContain("api-key");
});

it("no sample source has a key in its settings that would be exported as it is", () => {
  const exposed = sampleResources()
    .filter(({ kind }) => kind === "source")
    .flatMap(({ id, state }) => {
      const metadata = state.metadata as { id: string };
      const settings = state.settings as Record<string, unknown>;
      const secret = secretSettings("sources", metadata.id, settings as never);
      return Object.keys(settings)
        .filter((name) => /key|token|secret/i.test(name) && !secret.includes(name))
        .map((name) => `${id} ${name}`);
    });
  expect(exposed).toEqual([]);
});
