import { expect, it } from "vitest";
import { tokensLook } from "@/app/(dashboard)/[workspace]/settings/extensions/_parts/words";

const at = (text: string) => new Date(text);

it("says how the tokens of the Public API stand", () => {
  expect(tokensLook(null).stateWord).toBe("Not shown");
  expect(tokensLook([]).stateWord).toBe("No active token");
  expect(tokensLook([{ status: "active", lastUsedAt: null }]).stateWord).toBe("Token not used yet");
  const used = [
    { status: "revoked", lastUsedAt: at("2026-02-01T00:00:00Z") },
    { status: "active", lastUsedAt: at("2026-01-01T00:00:00Z") },
  ];
  expect(tokensLook(used)).toMatchObject({ stateWord: "In use", lastUsedAt: at("2026-02-01T00:00:00Z") });
  expect(tokensLook(used.slice(0, 1))).toMatchObject({ stateWord: "No active token" });
});
