import { describe, expect, it } from "vitest";
import { ListAuditEvents, listAuditEvents } from "@/server/domain/audit/list-audit-events";
import { createResource } from "@/server/domain/resources/create-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
const input = (values: Partial<ListAuditEvents> = {}) => ListAuditEvents.parse(values);

async function workspaceWithEvents() {
  const workspace = await freshWorkspace(db);
  for (const value of ["one", "two", "three"]) {
    await createResource(workspace.ctx, { kind: "label", state: { key: "env", value } });
  }
  await removeResource(workspace.ctx, { kind: "label", id: "env:two" });
  return workspace;
}

describe("the audit trail", () => {
  it("is newest first, and pages on without gaps", async () => {
    const { ctx } = await workspaceWithEvents();
    const first = await listAuditEvents(ctx, input({ limit: 3 }));
    const second = await listAuditEvents(ctx, input({ limit: 3, after: first.next ?? "" }));
    expect(first.items[0]).toMatchObject({ type: "Label Deleted", resourceName: "env:two", resourceType: "label" });
    expect([...first.items, ...second.items]).toHaveLength(4);
    expect(second.next).toBeNull();
    expect([...first.items, ...second.items].map(({ resourceName, exists }) => [resourceName, exists])).toEqual([
      ["env:two", false],
      ["env:three", true],
      ["env:two", false],
      ["env:one", true],
    ]);
  });

  it("is searched by who, what and event, taking wildcards as they are", async () => {
    const { ctx } = await workspaceWithEvents();
    const find = async (query: string) => (await listAuditEvents(ctx, input({ query }))).items.length;
    expect(await find("env:two deleted")).toBe(1);
    expect(await find(ctx.actor.type === "user" ? ctx.actor.email : "")).toBe(4);
    expect(await find("%")).toBe(0);
    expect((await listAuditEvents(ctx, input({ resourceTypes: ["source"] }))).items).toEqual([]);
  });

  it("is for those with the audit permission, and of their workspace only", async () => {
    const { as, nobody } = await workspaceWithEvents();
    const other = await freshWorkspace(db);
    expect((await listAuditEvents(as("Observability Read-only"), input())).items).toHaveLength(4);
    expect((await listAuditEvents(other.ctx, input())).items).toEqual([]);
    await expect(listAuditEvents(as("Workspace Member"), input())).rejects.toThrow("does not allow");
    await expect(listAuditEvents(nobody, input())).rejects.toThrow("does not allow");
  });
});
