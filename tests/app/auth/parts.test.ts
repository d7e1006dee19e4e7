import { expect, test } from "vitest";
import { z } from "zod";
import { submitted } from "@/app/(auth)/_parts/form-errors";
import { ownPath } from "@/app/(auth)/_parts/own-path";
import { refusalWords } from "@/app/(auth)/_parts/refusal-words";
import { slugOf } from "@/app/(auth)/welcome/slug-of";
import { DomainError } from "@/server/core/errors";
import { WorkspaceSlug } from "@/server/domain/workspaces/schema";

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/x\\..\\evil",
  "\\\\evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "",
  ["/a", "/b"],
  undefined,
])("after signing in, %j leads home and not away", (given) => {
  expect(ownPath(given)).toBe("/");
});

test("after signing in, a path of ours is where one goes", () => {
  expect(ownPath("/acme/connections/sources?state=enabled")).toBe("/acme/connections/sources?state=enabled");
});

test("the words for too many attempts say how long to wait", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  expect(refusalWords("wait-until 2026-03-01T12:09:30.000Z", now).text).toBe("Try again in 10 minutes.");
  expect(refusalWords("wait-until 2026-03-01T11:00:00.000Z", now).text).toBe("Try again in a minute.");
});

test("words in the address of the sign-in page never appear on it", () => {
  const text = JSON.stringify(refusalWords("<b>Call this number</b>"));
  expect(text).not.toContain("number");
  expect(JSON.stringify(refusalWords("constructor"))).toBe(text);
});

test.each([
  ["Acme Größe & Co", "acme-grosse-co"],
  ["  --Data Team-- ", "data-team"],
  [`${"a".repeat(47)} b`, "a".repeat(47)],
])("the slug of “%s” is one that a workspace can have", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
  expect(WorkspaceSlug.safeParse(slug).success).toBe(true);
});

const Name = z.object({
  name: z
    .string()
    .min(3, "Too short.")
    .regex(/^[a-z]+$/, "Letters only."),
});

test("a form gets one message for each wrong field, and none when the verb did its work", async () => {
  expect(await submitted(Name, { name: "" }, async () => undefined)).toEqual([{ name: "name", message: "Too short." }]);
  expect(await submitted(Name, null, async () => undefined)).toHaveLength(1);
  expect(await submitted(Name, { name: "acme" }, async () => undefined)).toEqual([]);
});

test("what a verb refuses comes back with what to do next, and a bug is thrown on", async () => {
  const refuse = () => Promise.reject(new DomainError("conflict", "Used.", { next: "Ask for another." }));
  expect(await submitted(Name, { name: "acme" }, refuse)).toEqual([{ message: "Used. Ask for another." }]);
  const bug = new TypeError("a bug");
  await expect(submitted(Name, { name: "acme" }, () => Promise.reject(bug))).rejects.toBe(bug);
});
