"use client";

import { type ComponentType, useRef, useState } from "react";
import type { EditorHandle, SurfaceProps } from "./code-editor-surface";
import { useFieldAttributes, useFieldLabelId } from "./field-wiring";
import { PlainEditor } from "./plain-editor";
import { useHandOver } from "./use-hand-over";

export type EditorLanguage = "javascript" | "sql" | "json";

export interface CodeEditorProps {
  language: EditorLanguage;
  value: string;
  onValueChange: (value: string) => void;
  /** Accessible name when there is no `Field` around it. */
  label?: string;
  /** Height of the box; default "20rem". */
  height?: string;
}

/**
 * An editor for code: a plain box that works by itself, until CodeMirror (half a page's weight) has been loaded because
 * somebody pointed at it or focused it. Tab moves on as everywhere; in CodeMirror Ctrl+M lets it indent.
 */
export function CodeEditor({ language, value, onValueChange, label, height = "20rem" }: CodeEditorProps) {
  const [Surface, setSurface] = useState<ComponentType<SurfaceProps> | null>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const { done, offer, busyHandlers } = useHandOver<EditorHandle>(plain);
  const field = useFieldAttributes();
  const labelId = useFieldLabelId();
  const attributes = { ...field, ...(label ? { "aria-label": label } : { "aria-labelledby": labelId }) };
  // Without the network the plain box stays, and the next focus tries again.
  const load = () => {
    if (Surface) return;
    import("./code-editor-surface").then(
      (loaded) => setSurface(() => loaded.default),
      () => {},
    );
  };
  return (
    <div style={{ height }} className="field-control relative overflow-hidden p-0" aria-invalid={field["aria-invalid"]}>
      {Surface ? (
        <div inert={!done} className="h-full">
          <Surface
            language={language}
            value={value}
            attributes={done ? texts(attributes) : {}}
            onChange={onValueChange}
            onReady={offer}
          />
        </div>
      ) : null}
      {done ? null : (
        <PlainEditor
          box={plain}
          value={value}
          {...attributes}
          onChange={onValueChange}
          onPointerEnter={load}
          onFocus={load}
          {...busyHandlers}
        />
      )}
    </div>
  );
}

/** Attributes as CodeMirror takes them: texts only. */
const texts = (attributes: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
