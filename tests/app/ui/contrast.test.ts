import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const CSS = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");

type Look = "light" | "dark";

function token(name: string, look: Look): string {
  const found = new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(CSS);
  const value = found?.[look === "light" ? 1 : 2];
  if (value === undefined) throw new Error(`no colour token ${name}`);
  return value;
}

/** Relative luminance of "#rrggbb" as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const BACKGROUNDS = ["canvas", "surface", "sunken", "raised", "hover"];
const STATES = ["success", "warning", "danger", "info"];

const TEXT: ReadonlyArray<[string, string]> = [
  ...["ink", "ink-muted", "ink-faint", "accent", ...STATES].flatMap((ink) =>
    BACKGROUNDS.map((ground): [string, string] => [ink, ground]),
  ),
  ...STATES.flatMap((state): [string, string][] => [
    [state, `${state}-soft`],
    ["ink", `${state}-soft`],
    ["ink-muted", `${state}-soft`],
  ]),
  ...["keyword", "string", "constant", "function", "comment"].flatMap((kind) =>
    ["sunken", "surface", "success-soft", "danger-soft"].map((ground): [string, string] => [`code-${kind}`, ground]),
  ),
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
  ["accent", "accent-soft"],
  ["ink", "accent-soft"],
  ["ink-muted", "accent-soft"],
  ["danger-solid-ink", "danger-solid"],
  ["danger-solid-ink", "danger-solid-hover"],
];

describe.each<Look>(["light", "dark"])("the %s look", (look) => {
  it.each(TEXT)("has readable %s text on %s (4.5 : 1)", (ink, ground) => {
    expect(contrast(token(ink, look), token(ground, look))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["line-strong", "surface"],
    ["line-strong", "canvas"],
    ["accent", "surface"],
    ["accent", "canvas"],
  ])("has %s borders that can be told from %s (3 : 1)", (line, ground) => {
    expect(contrast(token(line, look), token(ground, look))).toBeGreaterThanOrEqual(3);
  });
});
