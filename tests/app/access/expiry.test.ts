import { describe, expect, it } from "vitest";
import { daysOf, expiryOptions } from "@/app/(dashboard)/[workspace]/settings/access/api-tokens/expiry";
import { CreateApiToken } from "@/server/domain/api-tokens/schema";

const accepts = (expiresInDays: number | null) => CreateApiToken.safeParse({ name: "ci", expiresInDays }).success;

describe("the life of a new token", () => {
  it("is what was chosen, in days; null for never", () => {
    expect(expiryOptions.map(({ value }) => daysOf(value, "45"))).toEqual([30, 90, 365, 45, null]);
    for (const { value } of expiryOptions) expect(accepts(daysOf(value, "45"))).toBe(true);
  });

  it("is refused when what was typed is no whole number of days", () => {
    for (const typed of ["", "a month", "1.5", "-3", "0", "3661", "1e2"]) {
      expect(accepts(daysOf("custom", typed))).toBe(false);
    }
    expect(daysOf("custom", " 7 ")).toBe(7);
  });
});
