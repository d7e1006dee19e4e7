"use client";

import type { ComponentType } from "react";
import { Select } from "@/app/_ui/select";
import { TagsInput } from "@/app/_ui/tags-input";
import { TextArea } from "@/app/_ui/text-area";
import { LaterJsonControl } from "../later-json-control";
import { IfEditor } from "./if-editor";
import { LiteralEditor } from "./literal-editor";
import { asKind, type MappingKind, type MappingValue } from "./mapping-value";
import { ObjectEditor } from "./object-editor";
import { PathInput } from "./path-input";
import { firstLiteral, kindOptions, type ValueHint } from "./value-hint";

/** Editors of values that are made of parts get the editor of a part handed in: files must not import in a circle. */
export interface PartsEditorProps<Kind extends MappingKind> extends Required<ValueEditorProps> {
  readonly value: MappingValue & { readonly kind: Kind };
  readonly part: ComponentType<ValueEditorProps>;
}

export interface ValueEditorProps {
  readonly path: string;
  /** Names the inputs. */
  readonly label: string;
  readonly value: MappingValue;
  readonly hint: ValueHint;
  readonly onChange: (value: MappingValue) => void;
  /** How deep inside branches and objects this stands. */
  readonly depth?: number;
}

/** How a value is given, and the value. */
export function ValueEditor(props: ValueEditorProps) {
  const { label, value, hint, onChange, depth = 0 } = props;
  const choose = (kind: MappingKind) => {
    const next = asKind(kind, value);
    onChange(next.kind === "literal" && next.value === "" ? firstLiteral(hint) : next);
  };
  const wide = value.kind === "object" || value.kind === "if";
  return (
    <div className={wide ? "space-y-2" : "flex flex-wrap items-start gap-2"}>
      <Select
        className="w-44 shrink-0"
        label={`How ${label} is given`}
        value={value.kind}
        onValueChange={(kind) => choose(kind as MappingKind)}
        options={kindOptions(hint, value.kind, depth)}
      />
      <div className="min-w-48 grow">
        <Given {...props} depth={depth} />
      </div>
    </div>
  );
}

function Given({ path, label, value, hint, onChange, depth }: Required<ValueEditorProps>) {
  const shared = { path, label, hint, depth, onChange, part: ValueEditor };
  switch (value.kind) {
    case "none":
      return null;
    case "literal":
      return <LiteralEditor label={label} value={value.value} hint={hint} onChange={onChange} />;
    case "list":
      return (
        <TagsInput label={label} value={value.values} onValueChange={(values) => onChange({ kind: "list", values })} />
      );
    case "path":
      return <PathInput label={label} value={value.path} onChange={(next) => onChange({ kind: "path", path: next })} />;
    case "template":
      return (
        <TextArea
          mono
          rows={1}
          aria-label={label}
          dir="auto"
          placeholder="Hello {{traits.first_name}}"
          value={value.template}
          onChange={(event) => onChange({ kind: "template", template: event.target.value })}
        />
      );
    case "if":
      return <IfEditor {...shared} value={value} />;
    case "object":
      return <ObjectEditor {...shared} value={value} />;
    case "json":
      return (
        <LaterJsonControl
          path={path}
          label={label}
          value={value.value}
          onChange={(next) => onChange({ kind: "json", value: next })}
        />
      );
  }
}
