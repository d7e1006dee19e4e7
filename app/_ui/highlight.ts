import type { HighlighterCore } from "shiki/core";

export type CodeLanguage = "hcl" | "javascript" | "sql" | "json" | "yaml" | "shell" | "text";

/** A piece of a line; `className` is empty for plain text. */
export interface CodePiece {
  text: string;
  className: string;
}

/** Beyond this, colours cost more time and markup than they are worth. */
const MAX_CHARS = 100_000;

/** Theme colours are only names of our classes, so both looks share one markup. */
const CLASS_BY_COLOR: Readonly<Record<string, string>> = {
  "#000001": "tok-keyword",
  "#000002": "tok-string",
  "#000003": "tok-constant",
  "#000004": "tok-function",
  "#000005": "tok-comment",
};

const THEME = {
  name: "tributary",
  type: "light" as const,
  colors: { "editor.foreground": "#000000", "editor.background": "#ffffff" },
  settings: [
    { scope: ["keyword", "storage", "constant.language.import-export-all"], settings: { foreground: "#000001" } },
    { scope: ["keyword.operator"], settings: { foreground: "#000000" } },
    { scope: ["string", "punctuation.definition.string"], settings: { foreground: "#000002" } },
    { scope: ["constant"], settings: { foreground: "#000003" } },
    {
      scope: ["entity.name.function", "support.function", "entity.name.type.hcl", "support.type.property-name"],
      settings: { foreground: "#000004" },
    },
    {
      scope: ["variable.declaration", "variable.other.readwrite.hcl", "entity.name.tag"],
      settings: { foreground: "#000004" },
    },
    { scope: ["comment", "punctuation.definition.comment"], settings: { foreground: "#000005" } },
  ],
};

let highlighter: Promise<HighlighterCore> | undefined;

async function loadHighlighter(): Promise<HighlighterCore> {
  const [core, engine, ...langs] = await Promise.all([
    import("shiki/core"),
    import("shiki/engine/javascript"),
    import("shiki/langs/hcl.mjs"),
    import("shiki/langs/javascript.mjs"),
    import("shiki/langs/sql.mjs"),
    import("shiki/langs/json.mjs"),
    import("shiki/langs/yaml.mjs"),
    import("shiki/langs/shellscript.mjs"),
  ]);
  return core.createHighlighterCore({
    themes: [THEME],
    langs: langs.map((lang) => lang.default),
    engine: engine.createJavaScriptRegexEngine({ forgiving: true }),
  });
}

/** The lines of `code` as pieces with class names. Loads the highlighter on first use; very long code stays plain. */
export async function highlightLines(code: string, language: CodeLanguage): Promise<readonly (readonly CodePiece[])[]> {
  if (language === "text" || code.length > MAX_CHARS) return plainLines(code);
  highlighter ??= loadHighlighter();
  const { tokens } = (await highlighter).codeToTokens(code, {
    lang: language,
    theme: THEME.name,
    // The first lines compile the grammar: the usual half second per line left them half coloured on a slow machine.
    tokenizeTimeLimit: 4_000,
    tokenizeMaxLineLength: 5_000,
  });
  return tokens.map((line) =>
    line.map((token) => ({ text: token.content, className: CLASS_BY_COLOR[token.color?.toLowerCase() ?? ""] ?? "" })),
  );
}

function plainLines(code: string): readonly (readonly CodePiece[])[] {
  return code.split("\n").map((text) => [{ text, className: "" }]);
}
