import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ListCell } from "@/app/(dashboard)/[workspace]/_resources/list-cell";
import { columnsFor } from "@/app/(dashboard)/[workspace]/_resources/list-columns";
import { MissingSecretNotice } from "@/app/(dashboard)/[workspace]/_resources/missing-secret-notice";
import type { ListedRow } from "@/server/domain/resources/list-rows";

const notice = (missingSecrets: string[], mayWrite = true) =>
  renderToStaticMarkup(
    <MissingSecretNotice resource={{ kind: "destination", missingSecrets, mayWrite }} editHref="/w/d/edit" />,
  );

describe("a resource that an import brought without its secrets", () => {
  it("says which on its page, and leads to where they are typed", () => {
    const text = notice(["settings.apiKey"]);
    expect(text).toContain("This destination needs its secret");
    expect(text).toMatch(/<code[^>]*>apiKey<\/code>/);
    expect(text).toMatch(/href="\/w\/d\/edit"[^>]*>Set the secret</);
    expect(notice(["settings.a", "settings.b"])).toContain("needs 2 secrets");
    expect(notice([])).toBe("");
  });

  it("says to whoever may not change it who could", () => {
    const text = notice(["settings.apiKey"], false);
    expect(text).not.toContain("href");
    expect(text).toContain("Roles that can set secrets: Workspace Owner");
  });

  it("is marked in lists", () => {
    const row: ListedRow = {
      ...{ id: "d", title: "Sink", enabled: true, catalogId: null, labels: [], updatedAt: new Date(0), updatedBy: "o" },
      ...{ type: null, uses: [], facts: {}, ruleCount: null, needsSecret: true },
    };
    const column = columnsFor("w", "destination").find(({ key }) => key === "state");
    const state = (shown: ListedRow) => renderToStaticMarkup(<ListCell cell={column?.cell(shown) ?? null} />);
    expect(state(row)).toContain("Needs its secret");
    expect(state({ ...row, needsSecret: false })).not.toContain("secret");
  });
});
