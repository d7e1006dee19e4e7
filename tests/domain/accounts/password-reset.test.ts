import { describe, expect, it } from "vitest";
import { authenticate } from "@/server/domain/accounts/authenticate";
import { findPasswordReset } from "@/server/domain/accounts/find-password-reset";
import { findSession } from "@/server/domain/accounts/find-session";
import { requestPasswordReset } from "@/server/domain/accounts/request-password-reset";
import { resetPassword } from "@/server/domain/accounts/reset-password";
import { ResetPassword } from "@/server/domain/accounts/schema";
import { startPasswordReset } from "@/server/domain/accounts/start-password-reset";
import { startSession } from "@/server/domain/accounts/start-session";
import { freshEmail, freshWorkspace, testDatabase } from "@/tests/support/database";
import { plainHasher } from "./plain-hasher";

const { db } = await testDatabase();
const start = new Date();
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const password = "an entirely new one";

async function account(passwordHash: string | null = "plain:the forgotten one") {
  const email = freshEmail();
  const { id } = await db.account.create({ data: { email, name: "Ada", passwordHash } });
  return { id, email };
}

const choose = (token: string, now = start, hasher = plainHasher()) =>
  resetPassword(db, { token, password }, { hasher, now });

const signIn = (email: string, given: string) =>
  authenticate(db, { email, password: given }, { address: null, hasher: plainHasher(), now: start });

describe("a link to choose a new password", () => {
  it("works once: the new password signs in, the old one does not", async () => {
    const { id, email } = await account();
    const token = await startPasswordReset(db, email, start);
    expect(await findPasswordReset(db, token, start)).toMatchObject({ status: "open", person: { email } });
    expect(await choose(token)).toMatchObject({ accountId: id, email });
    expect(await signIn(email, password)).toMatchObject({ accountId: id });
    await expect(signIn(email, "the forgotten one")).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(choose(token)).rejects.toMatchObject({ code: "conflict", message: "This link was already used." });
    expect(await findPasswordReset(db, token, start)).toMatchObject({ status: "used" });
  });

  it("works once also when it is used twice at the same time", async () => {
    const { email } = await account();
    const token = await startPasswordReset(db, email, start);
    const ends = await Promise.allSettled([choose(token), choose(token), choose(token)]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("expires after 30 minutes", async () => {
    const { email } = await account();
    const token = await startPasswordReset(db, email, start);
    expect(await findPasswordReset(db, token, minutes(29))).toMatchObject({ status: "open" });
    await expect(choose(token, minutes(30))).rejects.toMatchObject({ message: "This link has expired." });
  });

  it("that is made up does nothing, and costs no hashing", async () => {
    const hasher = plainHasher();
    await expect(choose("made-up", start, hasher)).rejects.toMatchObject({ code: "not-found" });
    expect(hasher.calls).toEqual([]);
    expect(ResetPassword.safeParse({ token: "x", password: "short" }).success).toBe(false);
  });

  it("is not in the database: only its hash is", async () => {
    const { id, email } = await account();
    const token = await startPasswordReset(db, email, start);
    expect(JSON.stringify(await db.passwordReset.findMany({ where: { accountId: id } }))).not.toContain(token);
  });

  it("ends every session, the other links, and a lock-out when it is used, and nothing before", async () => {
    const { id, email } = await account();
    const session = await startSession(db, { accountId: id, userAgent: "Firefox" }, start);
    const [first, second] = [await startPasswordReset(db, email, start), await startPasswordReset(db, email, start)];
    for (let n = 0; n < 11; n++) await signIn(email, "a wrong guess").catch(() => undefined);
    await expect(signIn(email, "the forgotten one")).rejects.toMatchObject({ code: "rate-limited" });
    expect(await findSession(db, session, start)).not.toBeNull();
    await choose(second);
    expect(await findSession(db, session, start)).toBeNull();
    await expect(choose(first)).rejects.toMatchObject({ message: "This link was already used." });
    expect(await signIn(email, password)).toMatchObject({ accountId: id });
  });

  it("stands in the audit trail of the person's workspaces, made and used, and of no others", async () => {
    const { ctx } = await freshWorkspace(db);
    const other = await freshWorkspace(db);
    const email = ctx.actor.type === "user" ? ctx.actor.email : "";
    await choose(await startPasswordReset(db, email, start));
    const events = (workspaceId: string) =>
      db.auditEvent.findMany({
        where: { workspaceId, resourceType: "account" },
        orderBy: [{ at: "asc" }, { id: "asc" }],
      });
    const found = (await events(ctx.workspace.id)).map(({ type, actorLabel }) => [type, actorLabel]);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(["Password Reset Link Made", "Operator of the server"]);
    expect(found).toContainEqual(["Password Reset", email]);
    expect(await events(other.ctx.workspace.id)).toEqual([]);
  });

  it("is refused to the operator for an e-mail without an account", async () => {
    await expect(startPasswordReset(db, freshEmail(), start)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("asking for a link by mail", () => {
  function postBox() {
    const mails: { to: string; subject: string; text: string }[] = [];
    const ask = (email: string, address: string | null = null, now = start) =>
      requestPasswordReset(
        db,
        { email },
        {
          address,
          now,
          linkFor: (token) => `https://example.com/reset-password/${token}`,
          sendMail: async (mail) => void mails.push(mail),
        },
      );
    return { mails, ask };
  }

  it("mails one that works to the account's address", async () => {
    const { mails, ask } = postBox();
    const { email } = await account();
    await (await ask(email))();
    expect(mails).toMatchObject([{ to: email, subject: "Choose a new password for Tributary" }]);
    const token = /reset-password\/(\S+)/.exec(mails[0]?.text ?? "")?.[1] ?? "";
    expect(await choose(token)).toMatchObject({ email });
  });

  it("answers alike without an account, before it has looked, and mails nothing", async () => {
    const { mails, ask } = postBox();
    const later = await ask(freshEmail());
    expect(await later()).toBeUndefined();
    expect(mails).toEqual([]);
  });

  it("tells somebody who signs in elsewhere where, and gives them no password", async () => {
    const { mails, ask } = postBox();
    const { id, email } = await account(null);
    await db.identity.create({ data: { provider: "github", subject: email, accountId: id } });
    await (await ask(email))();
    expect(mails[0]?.text).toContain("(github)");
    expect(await db.passwordReset.count({ where: { accountId: id } })).toBe(0);
  });

  it("is limited for an e-mail, whether it has an account or not, and opens again after 15 minutes", async () => {
    const { ask } = postBox();
    for (const email of [freshEmail(), (await account()).email]) {
      for (let n = 0; n < 3; n++) await ask(email);
      await expect(ask(email)).rejects.toMatchObject({
        code: "rate-limited",
        message: "Too many links were asked for.",
        next: "Try again in 15 minutes.",
      });
      expect(await ask(email, null, minutes(15.1))).toBeTypeOf("function");
    }
  });

  it("is limited for an address, and does not use up what signing in may", async () => {
    const { ask } = postBox();
    const address = `2001:db8::${Math.floor(Math.random() * 65_535).toString(16)}`;
    const { id, email } = await account();
    for (let n = 0; n < 10; n++) await ask(n < 3 ? email : freshEmail(), address);
    await expect(ask(freshEmail(), address)).rejects.toMatchObject({ code: "rate-limited" });
    expect(await signIn(email, "the forgotten one")).toMatchObject({ accountId: id });
  });

  it("survives a mail server that refuses", async () => {
    const { email } = await account();
    const sendMail = () => Promise.reject(new Error("550 no"));
    const later = await requestPasswordReset(db, { email }, { address: null, linkFor: String, sendMail, now: start });
    expect(await later()).toBeUndefined();
  });
});
