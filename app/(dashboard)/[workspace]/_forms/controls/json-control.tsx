"use client";

import { useEffect, useState } from "react";
import { CodeEditor } from "@/app/_ui/code-editor";
import { TextArea } from "@/app/_ui/text-area";
import type { JsonValue } from "@/server/hcl/schema";
import { type ControlProps, useForm } from "../form-context";
import { sameJson } from "../model/json";
import { formatJson, parseJson } from "../model/parse-json";

interface JsonControlProps extends ControlProps<JsonValue> {
  /** A code editor instead of a plain box, for long documents. */
  large?: boolean;
  height?: string;
}

/** A value as JSON text. Text that is not JSON stays as typed, says so, and keeps the form from being saved. */
export function JsonControl({ path, label, value, onChange, large, height }: JsonControlProps) {
  const { report } = useForm();
  const [text, setText] = useState(() => (value === null ? "" : formatJson(value)));
  const [problem, setProblem] = useState<string | null>(null);
  const parsed = parseJson(text);
  // The value may change from outside, by the builder beside this text for example.
  const outdated =
    problem === null && !(parsed.ok ? sameJson(parsed.value, value) : text.trim() === "" && value === null);
  const shown = outdated ? (value === null ? "" : formatJson(value)) : text;
  useEffect(() => () => report(path, null), [path, report]);
  const type = (next: string) => {
    const read = parseJson(next);
    const message = read.ok || next.trim() === "" ? null : read.message;
    setText(next);
    setProblem(message);
    report(path, message);
    if (message === null) onChange(read.ok ? read.value : null);
  };
  return (
    <div>
      {large ? (
        <CodeEditor language="json" label={label} value={shown} onValueChange={type} height={height} />
      ) : (
        <TextArea mono rows={3} aria-label={label} value={shown} onChange={(event) => type(event.target.value)} />
      )}
      {problem === null ? null : (
        <p role="status" className="mt-1 text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
