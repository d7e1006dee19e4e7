import { expect, test } from "vitest";
import { changePassword } from "@/server/domain/accounts/change-password";
import { findSession } from "@/server/domain/accounts/find-session";
import { listSessions } from "@/server/domain/accounts/list-sessions";
import { revokeOtherSessions } from "@/server/domain/accounts/revoke-other-sessions";
import { revokeSession } from "@/server/domain/accounts/revoke-session";
import { startSession } from "@/server/domain/accounts/start-session";
import { freshEmail, testDatabase } from "@/tests/support/database";
import { plainHasher } from "./plain-hasher";

const { db } = await testDatabase();

// The real time: other files share the database, and old failures are cleared away.
const start = new Date();
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const day = 24 * 60 * 60;

async function signedIn(passwordHash: string | null = "plain:the old one") {
  const email = freshEmail();
  const account = await db.account.create({ data: { email, name: "Ada", passwordHash } });
  const sessionId = await startSession(db, { accountId: account.id, userAgent: "Firefox" }, start);
  const another = () => startSession(db, { accountId: account.id, userAgent: "Safari" }, start);
  return { person: { accountId: account.id, email, name: "Ada", sessionId }, another };
}

test("a session is found until 30 days after the sign-in", async () => {
  const { person } = await signedIn();
  expect(await findSession(db, person.sessionId, later(30 * day - 1))).toEqual(person);
  expect(await findSession(db, person.sessionId, later(30 * day))).toBeNull();
});

test("an unknown session is nobody's", async () => {
  expect(await findSession(db, "made-up")).toBeNull();
});

test("a visit is noted at most once a minute", async () => {
  const { person } = await signedIn();
  const seen = async () => (await db.session.findUniqueOrThrow({ where: { id: person.sessionId } })).lastSeenAt;
  await findSession(db, person.sessionId, later(59));
  expect(await seen()).toEqual(start);
  await findSession(db, person.sessionId, later(60));
  expect(await seen()).toEqual(later(60));
});

test("a revoked session ends at once, the others go on", async () => {
  const { person, another } = await signedIn();
  const other = await another();
  await revokeSession(db, { accountId: person.accountId, sessionId: other }, start);
  expect(await findSession(db, other, start)).toBeNull();
  expect(await findSession(db, person.sessionId, start)).toEqual(person);
});

test("nobody can revoke somebody else's session", async () => {
  const { person } = await signedIn();
  const stranger = await signedIn();
  const attempt = revokeSession(db, { accountId: stranger.person.accountId, sessionId: person.sessionId });
  await expect(attempt).rejects.toMatchObject({ code: "not-found" });
  expect(await findSession(db, person.sessionId, start)).toEqual(person);
});

test("signing out everywhere else keeps this session and tells how many ended", async () => {
  const { person, another } = await signedIn();
  const others = [await another(), await another()];
  expect(await revokeOtherSessions(db, person, start)).toBe(2);
  expect(await listSessions(db, person, start)).toMatchObject([{ id: person.sessionId, current: true }]);
  for (const id of others) expect(await findSession(db, id, start)).toBeNull();
});

test("the list has one's own live sessions only, and marks the one that asks", async () => {
  const { person, another } = await signedIn();
  await signedIn();
  const second = await another();
  await findSession(db, second, later(120));
  const listed = await listSessions(db, person, later(130));
  expect(listed.map(({ id, current, userAgent }) => ({ id, current, userAgent }))).toEqual([
    { id: second, current: false, userAgent: "Safari" },
    { id: person.sessionId, current: true, userAgent: "Firefox" },
  ]);
});

test("a new sign-in clears the account's expired sessions away, and cuts an endless user agent", async () => {
  const { person } = await signedIn();
  const now = later(31 * day);
  const id = await startSession(db, { accountId: person.accountId, userAgent: "x".repeat(10_000) }, now);
  const rows = await db.session.findMany({ where: { accountId: person.accountId } });
  expect(rows.map((row) => row.id)).toEqual([id]);
  expect(rows[0]?.userAgent).toHaveLength(300);
});

test("a changed password works, the old one does not, and other sessions end", async () => {
  const { person, another } = await signedIn();
  const other = await another();
  const hasher = plainHasher();
  const input = { current: "the old one", next: "the new one" };
  expect(await changePassword(db, person, input, { hasher, now: start })).toBe(1);
  const { passwordHash } = await db.account.findUniqueOrThrow({ where: { id: person.accountId } });
  expect(passwordHash).toBe("plain:the new one");
  expect(await findSession(db, other, start)).toBeNull();
  expect(await findSession(db, person.sessionId, start)).toEqual(person);
});

test("a password is changed only by who knows the present one, and guesses at it are limited", async () => {
  const { person } = await signedIn();
  const change = (current: string) =>
    changePassword(
      db,
      person,
      { current, next: "the new one" },
      { hasher: plainHasher(), address: "192.0.2.1", now: start },
    );
  for (let i = 0; i < 10; i++) {
    await expect(change("a guess")).rejects.toMatchObject({ fields: [{ path: "current" }] });
  }
  await expect(change("the old one")).rejects.toMatchObject({ code: "rate-limited" });
});

test("an account that signs in elsewhere has no password to change", async () => {
  const { person } = await signedIn(null);
  const attempt = changePassword(db, person, { current: "x", next: "the new one" }, { hasher: plainHasher() });
  await expect(attempt).rejects.toMatchObject({ code: "conflict" });
});
