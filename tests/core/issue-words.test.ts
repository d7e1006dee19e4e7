import { expect, it } from "vitest";
import { z } from "zod";
import { issueWords } from "@/server/core/issue-words";

const words = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(issueWords);
};

it.each<[string, z.ZodType, unknown, string]>([
  ["a value that is not there", z.object({ a: z.string() }), {}, "This is required."],
  ["null where something must be", z.string(), null, "This must be a string, not null."],
  ["a list for a map", z.object({}), [], "This must be an object, not an array."],
  ["a number that is none", z.number(), Number.NaN, "This must be a number."],
  ["an empty text", z.string().min(1), "", "This must not be empty."],
  ["a text that is too long", z.string().max(3), "abcd", "At most 3 characters."],
  ["a list that is too long", z.array(z.string()).max(1), ["a", "b"], "At most 1 entries."],
  ["a number out of range", z.number().min(1), 0, "This must be 1 or more."],
  ["a word that is none of some", z.enum(["a", "b"]), "c", "This must be one of “a”, “b”."],
  ["the schema's own words", z.string("Say who."), 1, "Say who."],
])("says of %s what is wrong", (_, schema, value, expected) => {
  expect(words(schema, value)).toEqual([expected]);
});

it("says of a key what is wrong with the key", () => {
  const Names = z.record(z.string().regex(/^[A-Z]+$/, "Use capitals."), z.string());
  expect(words(Names, { a: "x" })).toEqual(["Use capitals."]);
});
