"use client";

import { javascript, javascriptLanguage } from "@codemirror/lang-javascript";
import { sql } from "@codemirror/lang-sql";
import { HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";

import { tags } from "@lezer/highlight";
import CodeMirror, { EditorView, type Extension } from "@uiw/react-codemirror";
import { useMemo } from "react";
import type { EditorLanguage } from "./code-editor";
import type { Successor } from "./use-hand-over";

export type EditorHandle = Successor;

export interface SurfaceProps {
  language: EditorLanguage;
  value: string;
  attributes: Record<string, string>;
  onChange: (value: string) => void;
  /** CodeMirror is in the page and may take over. */
  onReady: (editor: EditorHandle) => void;
}

const COLOURS = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.keyword, tags.modifier], color: "var(--color-code-keyword)" },
    { tag: [tags.string, tags.regexp], color: "var(--color-code-string)" },
    { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--color-code-constant)" },
    { tag: [tags.function(tags.variableName), tags.propertyName], color: "var(--color-code-function)" },
    { tag: tags.comment, color: "var(--color-code-comment)", fontStyle: "italic" },
  ]),
);

const LOOK = EditorView.theme({
  "&": { height: "100%", color: "var(--color-ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", fontSize: "var(--text-sm)", lineHeight: "1.25rem" },
  ".cm-content": { caretColor: "var(--color-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--color-ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--color-sunken)",
    color: "var(--color-ink-faint)",
    borderColor: "var(--color-line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--color-accent-soft)",
  },
});

function languageOf(language: EditorLanguage): Extension {
  switch (language) {
    case "javascript":
      return javascript();
    case "sql":
      return sql();
    case "json":
      // JSON is a JavaScript expression; this saves a parser of its own.
      return new LanguageSupport(javascriptLanguage.configure({ top: "SingleExpression" }));
  }
}

const handleOf = (view: EditorView): EditorHandle => ({
  continueFrom({ anchor, head, scrollTop, scrollLeft, focused }) {
    const within = (at: number) => Math.min(at, view.state.doc.length);
    view.dispatch({ selection: { anchor: within(anchor), head: within(head) } });
    if (focused) view.focus();
    const write = () => view.scrollDOM.scrollTo(scrollLeft, scrollTop);
    view.requestMeasure({ read() {}, write });
  },
});

/** CodeMirror itself. A default export, because it is loaded on demand. */
export default function CodeEditorSurface({ language, value, attributes, onChange, onReady }: SurfaceProps) {
  const attributesKey = JSON.stringify(attributes);
  const extensions = useMemo(
    () => [
      languageOf(language),
      LOOK,
      COLOURS,
      // Focusable in its own right: axe does not count an editable element as a way to scroll by keyboard.
      EditorView.contentAttributes.of({ ...(JSON.parse(attributesKey) as Record<string, string>), tabindex: "0" }),
    ],
    [language, attributesKey],
  );
  return (
    <CodeMirror
      value={value}
      height="100%"
      className="h-full"
      theme="none"
      indentWithTab={false}
      extensions={extensions}
      basicSetup={{
        highlightActiveLine: false,
        highlightActiveLineGutter: false,
        autocompletion: false,
        foldGutter: false,
      }}
      onChange={onChange}
      onCreateEditor={(view) => onReady(handleOf(view))}
    />
  );
}
