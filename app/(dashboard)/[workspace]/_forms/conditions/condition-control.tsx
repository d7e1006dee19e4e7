"use client";

import { useEffect, useState } from "react";
import { Button } from "@/app/_ui/button";
import { RadioCards } from "@/app/_ui/radio-cards";
import { TextArea } from "@/app/_ui/text-area";
import { type Condition, type Group, isGroup } from "@/server/core/fql/condition";
import { formatCondition } from "@/server/core/fql/format-condition";
import { parseCondition } from "@/server/core/fql/parse-condition";
import type { JsonValue } from "@/server/hcl/schema";
import { type ControlProps, useForm } from "../form-context";
import { asText } from "../model/json";
import { GroupEditor } from "./group-editor";

const nothing: Group = { kind: "group", join: "and", items: [] };

/** What rows show for a text; null when it stays text. */
const readRows = (text: string): Condition | null => {
  if (text.trim() === "") return nothing;
  const parsed = parseCondition(text);
  return parsed.ok ? parsed.condition : null;
};

const unfinished = (group: Group): boolean =>
  group.items.some((item) => (isGroup(item) ? unfinished(item) || item.items.length === 0 : item.field === ""));

interface Draft {
  /** The text that the rows stand for, to notice when it changes from elsewhere. */
  readonly text: string;
  readonly condition: Condition | null;
}

/** An FQL condition: in rows where rows can show it, and as text always. The text changes only when it is edited. */
export function ConditionControl(props: ControlProps<JsonValue> & { purpose: "condition" | "trigger" | "value" }) {
  const { path, value, onChange, purpose } = props;
  const { report } = useForm();
  const text = asText(value);
  const [asRows, setAsRows] = useState(() => purpose !== "value" && readRows(text) !== null);
  const [draft, setDraft] = useState<Draft>(() => ({ text, condition: readRows(text) }));
  const current = draft.text === text ? draft : { text, condition: readRows(text) };
  useEffect(() => () => report(path, null), [path, report]);

  const write = (next: string) => {
    report(path, null);
    setDraft({ text: next, condition: readRows(next) });
    onChange(next);
  };
  const edit = (condition: Condition) => {
    const open = condition.kind === "group" && unfinished(condition);
    report(path, open ? "Name the field of each condition, or remove the row." : null);
    const next = open ? text : formatCondition(condition);
    setDraft({ text: next, condition });
    if (!open) onChange(next);
  };
  const rows = asRows && current.condition !== null;
  return (
    <div className="mt-1 space-y-3">
      {rows && current.condition ? (
        <Rows path={path} purpose={purpose} condition={current.condition} onChange={edit} />
      ) : (
        <FqlText {...props} value={text} onChange={write} />
      )}
      {purpose === "value" ? null : (
        <Button
          size="sm"
          variant="ghost"
          disabled={!rows && current.condition === null}
          onClick={() => {
            if (rows) write(text);
            setAsRows(!rows);
          }}
        >
          {rows ? "Edit as text" : "Edit in rows"}
        </Button>
      )}
    </div>
  );
}

interface RowsProps {
  readonly path: string;
  readonly purpose: "condition" | "trigger" | "value";
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

function Rows({ path, purpose, condition, onChange }: RowsProps) {
  const group = condition.kind === "group" ? condition : null;
  return (
    <div className="space-y-3">
      {purpose === "condition" ? (
        <RadioCards
          name={`${path}-scope`}
          value={condition.kind}
          onValueChange={(next) => onChange(next === "all" ? { kind: "all" } : nothing)}
          cards={[
            { value: "all", label: "Every event" },
            { value: "group", label: "Events that match" },
          ]}
        />
      ) : null}
      {group ? <GroupEditor group={group} onChange={onChange} /> : null}
    </div>
  );
}

function FqlText({ label, value, onChange }: ControlProps<string>) {
  const parsed = parseCondition(value);
  const problem = !parsed.ok && value.trim() !== "" ? parsed.problem : null;
  return (
    <div>
      <TextArea
        mono
        rows={2}
        aria-label={label}
        dir="ltr"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem ? (
        <p className="mt-1 text-sm text-warning">
          This does not read as FQL from character {problem.at + 1} on: {problem.message}
        </p>
      ) : null}
      {!parsed.ok && !problem && value.trim() !== "" ? (
        <p className="mt-1 text-sm text-ink-muted">Rows cannot show this expression; it stays text.</p>
      ) : null}
    </div>
  );
}
