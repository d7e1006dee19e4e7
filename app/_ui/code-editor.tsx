"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useFieldAttributes, useFieldLabelId } from "./field-wiring";

export type EditorLanguage = "javascript" | "sql" | "json";

export interface CodeEditorProps {
  language: EditorLanguage;
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  onBlur?: () => void;
  /** Sends the text with the form under this name. */
  name?: string;
  readOnly?: boolean;
  /** Accessible name when there is no `Field` around it. */
  label?: string;
  /** Height of the box; default "20rem". */
  height?: string;
}

const Surface = dynamic(() => import("./code-editor-surface"), {
  ssr: false,
  loading: () => <p className="p-3 text-sm text-ink-muted">Loading the editor</p>,
});

/** An editor for code; it loads only on pages that show it. Tab moves on as everywhere; Ctrl+M lets it indent. */
export function CodeEditor(props: CodeEditorProps) {
  const { language, onValueChange, onBlur, name, readOnly = false, label, height = "20rem" } = props;
  const [own, setOwn] = useState(props.defaultValue ?? "");
  const value = props.value ?? own;
  const attributes = useFieldAttributes();
  const labelId = useFieldLabelId();
  return (
    <div style={{ height }} className="field-control overflow-hidden p-0" aria-invalid={attributes["aria-invalid"]}>
      <Surface
        language={language}
        value={value}
        readOnly={readOnly}
        attributes={{
          ...(attributes.id ? { id: attributes.id } : {}),
          ...(label ? { "aria-label": label } : labelId ? { "aria-labelledby": labelId } : {}),
          ...(attributes["aria-describedby"] ? { "aria-describedby": attributes["aria-describedby"] } : {}),
          ...(attributes["aria-invalid"] ? { "aria-invalid": "true" } : {}),
        }}
        onBlur={onBlur}
        onChange={(next) => {
          setOwn(next);
          onValueChange?.(next);
        }}
      />
      {name ? <input type="hidden" name={name} value={value} /> : null}
    </div>
  );
}
