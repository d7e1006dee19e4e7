import { createHash } from "node:crypto";
import type { Logos } from "./types";

/** Up to two letters that stand for a name: “Google Analytics” is GA, “webhooks” is WE. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = "", second] = words;
  const letters = second ? [...first].slice(0, 1).concat([...second].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join("").toUpperCase() || "?";
}

/** A hue from 0 to 359 that stays with the name. */
export function hueOf(name: string): number {
  return createHash("sha256").update(name).digest().readUInt16BE(0) % 360;
}

/** No brand logo is shipped: initials on a colour, as an SVG that needs no server. */
export function logosOf(name: string): Logos {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" ` +
    `fill="hsl(${hueOf(name)} 45% 35%)"/><text x="16" y="21" font-family="sans-serif" font-size="13" fill="#fff" ` +
    `text-anchor="middle">${initialsOf(name)}</text></svg>`;
  return { default: `data:image/svg+xml,${encodeURIComponent(svg)}` };
}
