import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { HeldBackNotice } from "@/app/(dashboard)/[workspace]/settings/extensions/git-sync/_parts/held-back-notice";

const entry = (n: number) => ({
  kind: "source",
  resourceId: `s${n}`,
  title: `Site <${n}>`,
  attribute: n === 0 ? "settings.limits.0" : "",
  reason: "It would be read back with another value.",
  runId: "r",
  at: new Date(0),
});

const html = (total: number) => {
  const heldBack = Array.from({ length: Math.min(total, 100) }, (_, n) => entry(n));
  return renderToStaticMarkup(<HeldBackNotice workspace="acme" sync={{ heldBack, heldBackTotal: total }} />);
};

it("is not there when every resource could be written", () => {
  expect(html(0)).toBe("");
});

it("names each resource that was left out, where and why, with a link to it", () => {
  const text = html(2);
  expect(text).toContain("2 resources left out");
  expect(text).toContain('href="/acme/connections/sources/s0"');
  expect(text).toContain("Site &lt;0&gt;");
  expect(text).toMatch(/ at <code[^>]*>settings\.limits\.0<\/code>: It would be read back/);
});

it("names ten, and says how many more there are", () => {
  const text = html(250);
  expect(text.match(/<li/g)).toHaveLength(10);
  expect(text).toContain("And 240 more resources.");
});
