"use client";

import { LockKeyhole } from "lucide-react";
import { type ChangeEventHandler, type FocusEventHandler, type RefCallback, useState } from "react";
import { Button } from "./button";
import { RelativeTime } from "./relative-time";
import { TextArea } from "./text-area";
import { TextInput } from "./text-input";

type Box = HTMLInputElement | HTMLTextAreaElement;

export interface SecretInputProps {
  name: string;
  /** When the stored secret was set, ISO 8601; `null` when there is none yet. The secret itself never comes here. */
  setAt: string | null;
  /** Keys and certificates of several lines. */
  multiline?: boolean;
  placeholder?: string;
  /** Told when the person starts or gives up replacing; an untouched secret is not sent with the form. */
  onReplacingChange?: (replacing: boolean) => void;
  onChange?: ChangeEventHandler<Box>;
  onBlur?: FocusEventHandler<Box>;
  ref?: RefCallback<Box>;
}

/** A write-only value: shows "Set, changed …" with *Replace*, and a box only when there is something to type. */
export function SecretInput({ setAt, multiline, onReplacingChange, ...box }: SecretInputProps) {
  const [replacing, setReplacing] = useState(setAt === null);
  const change = (next: boolean) => {
    setReplacing(next);
    onReplacingChange?.(next);
  };
  if (!replacing && setAt !== null) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="inline-flex items-center gap-1.5 text-ink-muted">
          <LockKeyhole aria-hidden className="size-4" />
          <span>
            Set, changed <RelativeTime at={setAt} />
          </span>
        </span>
        <Button size="sm" onClick={() => change(true)}>
          Replace
        </Button>
      </div>
    );
  }
  // Focus follows the person's click on Replace, but is not taken when the form first opens.
  const autoFocus = setAt !== null;
  return (
    <div className="flex items-start gap-2">
      {multiline ? (
        <TextArea {...box} mono rows={6} autoComplete="off" autoFocus={autoFocus} />
      ) : (
        <TextInput {...box} type="password" autoComplete="new-password" mono autoFocus={autoFocus} />
      )}
      {setAt === null ? null : (
        <Button variant="ghost" onClick={() => change(false)}>
          Keep current
        </Button>
      )}
    </div>
  );
}
