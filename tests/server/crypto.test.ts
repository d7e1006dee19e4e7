import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseKeyRing, seal, unseal } from "@/server/crypto";

const entry = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [one, two] = [entry("k1"), entry("k2")];
const ring = parseKeyRing(one);

describe("a sealed secret", () => {
  it("opens with its key and context, whatever it holds", () => {
    for (const text of ["", "a", "päßwörd 🙂", "x".repeat(100_000)]) {
      expect(unseal(seal(text, "row:1", ring), "row:1", ring)).toBe(text);
    }
  });

  it("looks different each time and holds nothing readable", () => {
    const [a, b] = [seal("the same secret", "c", ring), seal("the same secret", "c", ring)];
    expect(Buffer.from(a.ciphertext).equals(Buffer.from(b.ciphertext))).toBe(false);
    expect(Buffer.from(a.ciphertext).toString("latin1")).not.toContain("same");
  });

  it("does not open in another row, with another key, or after a single bit changed", () => {
    const sealed = seal("secret", "row:1", ring);
    expect(() => unseal(sealed, "row:2", ring)).toThrow();
    expect(() => unseal({ ...sealed, keyId: "k1" }, "row:1", parseKeyRing(entry("k1")))).toThrow();
    for (let at = 0; at < sealed.ciphertext.length; at++) {
      const bent = new Uint8Array(sealed.ciphertext);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(() => unseal({ ...sealed, ciphertext: bent }, "row:1", ring)).toThrow();
    }
    expect(() => unseal({ ...sealed, ciphertext: sealed.ciphertext.subarray(0, 20) }, "row:1", ring)).toThrow();
  });

  it("of an older key opens while that key is in the ring; new ones take the first key", () => {
    const old = seal("secret", "c", ring);
    const rotated = parseKeyRing(`${two}, ${one}`);
    expect(unseal(old, "c", rotated)).toBe("secret");
    expect(seal("secret", "c", rotated).keyId).toBe("k2");
    expect(() => unseal(old, "c", parseKeyRing(two))).toThrow("“k1”");
  });
});

it("a ring with a key of the wrong size is refused without showing it", () => {
  const short = randomBytes(16).toString("base64");
  expect(() => parseKeyRing(`k1:${short}`)).toThrow("32 bytes");
  expect(() => parseKeyRing(`k1:${short}`)).not.toThrow(short);
  expect(() => parseKeyRing("")).toThrow();
});
