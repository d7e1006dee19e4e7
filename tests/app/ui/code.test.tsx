import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CodeBlock } from "@/app/_ui/code-block";
import { DiffView } from "@/app/_ui/diff-view";
import { type CodeLanguage, highlightLines } from "@/app/_ui/highlight";

const SAMPLES: Record<Exclude<CodeLanguage, "text">, [code: string, piece: string, className: string]> = {
  hcl: ['name = "Website"', "Website", "tok-string"],
  javascript: ["return 12.5;", "return", "tok-keyword"],
  sql: ["select 1 -- all", "-- all", "tok-comment"],
  json: ['{"a": true}', "true", "tok-constant"],
  yaml: ["a: 'x' # note", "# note", "tok-comment"],
  shell: ["export A='b' # note", "# note", "tok-comment"],
};

const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");

describe("highlighted code", () => {
  it.each(Object.entries(SAMPLES))("knows %s", async (language, [code, piece, className]) => {
    const lines = await highlightLines(code, language as CodeLanguage);
    const marked = lines.flat().filter((one) => one.className === className);
    expect(marked.map((one) => one.text).join("")).toContain(piece);
  });

  it("is the same text, line for line, whatever is in it", async () => {
    const code = 'a = "<script>alert(1)</script>"\n\n  b = "${x}" # ünïcode 🚢\n';
    const lines = await highlightLines(code, "hcl");
    expect(lines.map((line) => line.map((one) => one.text).join("")).join("\n")).toBe(code);
  });

  it("of great length stays plain", async () => {
    const lines = await highlightLines('a = "b"\n'.repeat(20_000), "hcl");
    expect(lines).toHaveLength(20_001);
    expect(lines[0]).toEqual([{ text: 'a = "b"', className: "" }]);
  });
});

describe("a code block", () => {
  it("escapes its code and offers to copy it", async () => {
    const markup = renderToStaticMarkup(
      await CodeBlock({ code: 'a = "<img src=x>"\n', language: "hcl", title: "x.tf" }),
    );
    expect(markup).not.toContain("<img");
    expect(markup).toContain('aria-label="Copy x.tf"');
    expect(textOf(markup)).toContain('a = "<img src=x>"');
  });
});

describe("a diff", () => {
  it("marks lines by sign and word, not by colour alone", async () => {
    const diff = '@@ -1,2 +1,2 @@\n-enabled = true\n+enabled = false\n name = "x"\n';
    const markup = renderToStaticMarkup(await DiffView({ diff, path: "sources/x.tf" }));
    expect(textOf(markup)).toContain("removed: enabled = true");
    expect(textOf(markup)).toContain("added: enabled = false");
    expect(markup).toContain("lines added");
  });
});
