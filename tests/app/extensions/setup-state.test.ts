import { describe, expect, it } from "vitest";
import {
  readSetup,
  setupHref,
  stepAfter,
  stepsOf,
} from "@/app/(dashboard)/[workspace]/settings/extensions/git-sync/setup/_parts/setup-state";

const path = "/sample/settings/extensions/git-sync/setup";
const chosen = { connection: "c1", url: "git@github.com:a/b.git", branch: "main" };

describe("the address of the set-up", () => {
  it("begins at the first step, on the branch main", () => {
    expect(readSetup({})).toMatchObject({ step: "connection", branch: "main", url: "", folder: "" });
  });

  it("falls back to the step whose answer is missing", () => {
    expect(readSetup({ step: "summary" }).step).toBe("connection");
    expect(readSetup({ ...chosen, step: "summary" }).step).toBe("repository");
    expect(readSetup({ ...chosen, step: "summary", tested: "yes" }).step).toBe("summary");
    expect(readSetup({ step: "elsewhere", ...chosen }).step).toBe("connection");
  });

  it("is read back as it was written", () => {
    const state = readSetup({ ...chosen, step: "preview", folder: "infra/segment", tested: "yes" });
    const href = setupHref(path, state, { file: "infra/segment/sources/x.tf" });
    const query = Object.fromEntries(new URL(href, "http://host").searchParams);
    expect(readSetup(query)).toEqual({ ...state, file: "infra/segment/sources/x.tf" });
  });

  it("keeps every answer on the way back", () => {
    const state = readSetup({ ...chosen, step: "summary", folder: "infra", tested: "yes" });
    const query = Object.fromEntries(
      new URL(setupHref(path, state, { step: "connection" }), "http://host").searchParams,
    );
    expect(readSetup(query)).toMatchObject({ ...chosen, folder: "infra", step: "connection", tested: true });
  });

  it("wants a test anew after another connection, repository or branch was chosen", () => {
    const state = readSetup({ ...chosen, step: "summary", tested: "yes" });
    for (const patch of [{ connection: "c2" }, { url: "git@github.com:a/c.git" }, { branch: "other" }]) {
      expect(setupHref(path, state, patch)).not.toContain("tested");
    }
    expect(setupHref(path, state, { folder: "elsewhere" })).toContain("tested=yes");
  });

  it("of a change goes by the same steps without the preview", () => {
    const state = readSetup({ ...chosen, step: "preview", tested: "yes" }, "change");
    expect(state.step).toBe("connection");
    expect(stepsOf("change")).toEqual(["connection", "repository", "summary"]);
    expect([stepAfter("setup", "repository"), stepAfter("change", "repository")]).toEqual(["preview", "summary"]);
  });
});
