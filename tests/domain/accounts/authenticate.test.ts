import { describe, expect, test } from "vitest";
import { authenticate } from "@/server/domain/accounts/authenticate";
import { argon2Hasher } from "@/server/domain/accounts/hasher";
import { SignIn } from "@/server/domain/accounts/schema";
import { freshEmail, testDatabase } from "@/tests/support/database";
import { plainHasher } from "./plain-hasher";

const { db } = await testDatabase();

const minute = 60_000;
// The real time: other files share the database, and old failures are cleared away.
const start = new Date();
const minutesLater = (minutes: number) => new Date(start.getTime() + minutes * minute);

let addresses = 0;
const freshAddress = () => `198.51.100.${++addresses}`;

async function person(password: string | null = "correct horse") {
  const email = freshEmail();
  const passwordHash = password && `plain:${password}`;
  const account = await db.account.create({ data: { email, name: "Ada", passwordHash } });
  return { email, accountId: account.id };
}

const attempt = (email: string, password: string, address: string | null, now = start, hasher = plainHasher()) =>
  authenticate(db, { email, password }, { address, now, hasher });

async function fail(times: number, email: string, address: string | null, now = start) {
  for (let i = 0; i < times; i++) {
    await expect(attempt(email, "wrong", address, now)).rejects.toMatchObject({ code: "unauthenticated" });
  }
}

describe("signing in with e-mail and password", () => {
  test("gives the account for the right password", async () => {
    const { email, accountId } = await person();
    expect(await attempt(email, "correct horse", freshAddress())).toEqual({ accountId, email, name: "Ada" });
  });

  test("takes the e-mail in any case and with spaces around it", async () => {
    const { email } = await person();
    const input = SignIn.parse({ email: `  ${email.toUpperCase()} `, password: "correct horse" });
    expect((await attempt(input.email, input.password, freshAddress())).email).toBe(email);
  });

  test("says the same, after the same work, for an unknown e-mail and for a wrong password", async () => {
    const { email } = await person();
    const [known, unknown, passwordless] = [plainHasher(), plainHasher(), plainHasher()];
    const other = await person(null);
    const errors = await Promise.all([
      attempt(email, "wrong", freshAddress(), start, known).catch((error: unknown) => error),
      attempt(freshEmail(), "wrong", freshAddress(), start, unknown).catch((error: unknown) => error),
      attempt(other.email, "wrong", freshAddress(), start, passwordless).catch((error: unknown) => error),
    ]);
    expect(unknown.calls).toEqual(known.calls);
    expect(passwordless.calls).toEqual(known.calls);
    expect(known.calls).toEqual(["verify"]);
    expect(new Set(errors.map(String)).size).toBe(1);
  });

  test("does not let anybody in with the decoy of unknown e-mails", async () => {
    await expect(attempt(freshEmail(), "plain", freshAddress())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("guessing", () => {
  test("is stopped after ten failures from one address, also for the right password, and says when to try again", async () => {
    const { email } = await person();
    const address = freshAddress();
    await fail(10, email, address);
    await expect(attempt(email, "correct horse", address, minutesLater(5))).rejects.toMatchObject({
      code: "rate-limited",
      next: "Try again in 10 minutes.",
      data: { retryAt: minutesLater(15).toISOString() },
    });
  });

  test("may go on when the failures are a quarter of an hour old", async () => {
    const { email } = await person();
    const address = freshAddress();
    await fail(10, email, address);
    expect(await attempt(email, "correct horse", address, minutesLater(15))).toMatchObject({ email });
  });

  test("does not wait longer for somebody who keeps trying", async () => {
    const { email } = await person();
    const address = freshAddress();
    await fail(10, email, address);
    for (let i = 0; i < 5; i++) await attempt(email, "wrong", address, minutesLater(10)).catch(() => undefined);
    expect(await attempt(email, "correct horse", address, minutesLater(15))).toMatchObject({ email });
  });

  test("from one address does not lock the person out elsewhere", async () => {
    const { email } = await person();
    await fail(10, email, freshAddress());
    expect(await attempt(email, "correct horse", freshAddress())).toMatchObject({ email });
  });

  test("at one e-mail is stopped after fifty failures from many addresses", async () => {
    const { email } = await person();
    for (let i = 0; i < 5; i++) await fail(10, email, freshAddress());
    await expect(attempt(email, "correct horse", freshAddress())).rejects.toMatchObject({ code: "rate-limited" });
  });

  test("at many e-mails from one address is stopped after fifty failures", async () => {
    const address = freshAddress();
    for (let i = 0; i < 50; i++) await fail(1, freshEmail(), address);
    await expect(attempt(freshEmail(), "wrong", address)).rejects.toMatchObject({ code: "rate-limited" });
  });

  test("at the same time counts every guess", async () => {
    const { email } = await person();
    const address = freshAddress();
    const hasher = plainHasher();
    const guesses = Array.from({ length: 30 }, () => attempt(email, "wrong", address, start, hasher));
    await Promise.allSettled(guesses);
    expect(hasher.calls.length).toBeLessThanOrEqual(10);
  });

  test("is counted by the e-mail alone when the address is not known", async () => {
    const { email } = await person();
    await fail(10, email, null);
    await expect(attempt(email, "correct horse", null)).rejects.toMatchObject({ code: "rate-limited" });
  });

  test("is forgiven by a success", async () => {
    const { email } = await person();
    const address = freshAddress();
    await fail(9, email, address);
    await attempt(email, "correct horse", address);
    await fail(10, email, address);
  });
});

describe("argon2", () => {
  test("checks what it hashed, salts each hash, and has a decoy of the same costs", async () => {
    const [one, two] = [await argon2Hasher.hash("correct horse"), await argon2Hasher.hash("correct horse")];
    expect(one).not.toBe(two);
    expect(await argon2Hasher.verify(one, "correct horse")).toBe(true);
    expect(await argon2Hasher.verify(one, "correct horsf")).toBe(false);
    const shape = (hash: string) => hash.split("$").slice(0, 4).join("$");
    expect(shape(one)).toContain("argon2id");
    expect(shape(argon2Hasher.decoy)).toBe(shape(one));
    expect(argon2Hasher.decoy).toHaveLength(one.length);
  });
});
