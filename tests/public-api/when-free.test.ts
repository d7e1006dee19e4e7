import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/core/errors";
import { whenFree } from "@/server/public-api/when-free";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";

const { db } = await productDatabase();

const inUse = () => new DomainError("in-use", "It is used.");
const quick = { quietMs: 200, mostMs: 10_000, pauseMs: 10 };

describe("a delete of what is in use", () => {
  it("is tried again while others are deleted, and done once it is free", async () => {
    let uses = 3;
    const waiting = whenFree(
      "w1",
      async () => {
        if (uses > 0) throw inUse();
      },
      quick,
    );
    while (uses > 0) {
      const one = async () => {
        uses -= 1;
      };
      await whenFree("w1", one, quick);
    }
    await waiting;
  });

  it("is refused when nothing else happens, and any other failure at once", async () => {
    let tries = 0;
    const refused = whenFree(
      "w2",
      async () => {
        tries += 1;
        throw inUse();
      },
      quick,
    );
    await expect(refused).rejects.toMatchObject({ code: "in-use" });
    expect(tries).toBeGreaterThan(2);
    await expect(whenFree("w2", () => Promise.reject(new Error("a bug")), quick)).rejects.toThrow("a bug");
  });

  it("through the API succeeds in whatever order clients delete", async () => {
    const { send } = await apiClient(db);
    await send("POST", "/labels", { label: { key: "team", value: "growth" } });
    const { data } = await send("POST", "/sources", {
      slug: "s",
      enabled: true,
      metadataId: "IqDTy1TpoU",
      settings: {},
    });
    const { id } = data.source;
    await send("PUT", `/sources/${id}/labels`, { labels: [{ key: "team", value: "growth" }] });
    const answers = await Promise.all(["/labels/team/growth", `/sources/${id}`].map((path) => send("DELETE", path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});
