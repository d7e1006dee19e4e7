import { describe, expect, test } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { memberRoleId } from "@/server/core/permissions";
import { findInvite } from "@/server/domain/members/find-invite";
import { inviteMembers } from "@/server/domain/members/invite-members";
import { listInvites } from "@/server/domain/members/list-invites";
import { renewInvite } from "@/server/domain/members/renew-invite";
import { revokeInvite } from "@/server/domain/members/revoke-invite";
import type { SendMail } from "@/server/domain/members/schema";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { freshEmail, freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();

const permissions = [{ role_id: memberRoleId, resources: [] }];
const linkFor = (token: string) => token;
const letters = () => {
  const sent: { to: string; text: string }[] = [];
  const sendMail: SendMail = async (mail) => void sent.push(mail);
  return { sent, sendMail };
};

const invite = (ctx: Ctx, emails: readonly string[], sendMail: SendMail | null, now = new Date()) =>
  inviteMembers(
    ctx,
    emails.map((email) => ({ email, permissions })),
    { linkFor, sendMail, now },
  );

describe("inviting several people", () => {
  test("mails each of them, and a repeated request nobody", async () => {
    const { ctx } = await freshWorkspace(db);
    const emails = [freshEmail(), freshEmail()];
    const { sent, sendMail } = letters();
    await invite(ctx, emails, sendMail);
    await invite(ctx, emails, sendMail);
    expect(sent.map(({ to }) => to)).toEqual(emails);
    await invite(ctx, emails, sendMail, new Date(Date.now() + 4 * 60_000));
    expect(sent).toHaveLength(4);
  });

  test("takes back what the mail server did not take, and says whose invite that was", async () => {
    const { ctx } = await freshWorkspace(db);
    const [first, second, third] = [freshEmail(), freshEmail(), freshEmail()];
    const sendMail: SendMail = async ({ to }) => {
      if (to === second) throw new Error("550 no such mailbox");
    };
    const attempt = invite(ctx, [first, second, third], sendMail);
    await expect(attempt).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining(second) });
    const open = (await listInvites(ctx)).filter(({ status }) => status === "pending");
    expect(open.map(({ email }) => email)).toEqual([first]);
  });
});

describe("a new link", () => {
  async function invited() {
    const workspace = await freshWorkspace(db);
    const email = freshEmail();
    await invite(workspace.ctx, [email], null);
    const [listed] = await listInvites(workspace.ctx);
    return { ...workspace, email, inviteId: listed?.id ?? "" };
  }

  test("of an open invite works in place of the one before, for a week more", async () => {
    const { ctx, email, inviteId } = await invited();
    const now = new Date(Date.now() + 8 * 24 * 60 * 60_000);
    const first = await renewInvite(ctx, { inviteId }, { linkFor, sendMail: null, now });
    const second = await renewInvite(ctx, { inviteId }, { linkFor, sendMail: null, now });
    expect(await findInvite(db, first.link ?? "", now)).toBeNull();
    expect(await findInvite(db, second.link ?? "", now)).toMatchObject({ email, status: "pending" });
    expect(await db.auditEvent.count({ where: { resourceId: inviteId, type: "Invite Renewed" } })).toBe(2);
  });

  test("is mailed where that is possible, and then shown to nobody", async () => {
    const { ctx, email, inviteId } = await invited();
    const { sent, sendMail } = letters();
    expect(await renewInvite(ctx, { inviteId }, { linkFor, sendMail })).toEqual({ link: null });
    expect(sent.map(({ to }) => to)).toEqual([email]);
  });

  test("is for owners, of their own workspace, and not of an invite that is over", async () => {
    const { ctx, as, inviteId } = await invited();
    const options = { linkFor, sendMail: null };
    const member = as("Workspace Member");
    await expect(renewInvite(member, { inviteId }, options)).rejects.toMatchObject({ code: "forbidden" });
    const other = (await freshWorkspace(db)).ctx;
    await expect(renewInvite(other, { inviteId }, options)).rejects.toMatchObject({ code: "not-found" });
    await revokeInvite(ctx, { inviteId });
    await expect(renewInvite(ctx, { inviteId }, options)).rejects.toMatchObject({ code: "conflict" });
  });
});
