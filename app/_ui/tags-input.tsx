"use client";

import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { useFieldAttributes } from "./field-wiring";
import { addTags } from "./tags";
import { useEarlyInput } from "./use-early-input";
import { useWaiting } from "./use-waiting";

export interface TagsInputProps {
  value?: readonly string[];
  defaultValue?: readonly string[];
  onValueChange?: (value: readonly string[]) => void;
  /** Sends each tag with the form under this name. */
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  /** Accessible name when there is no `Field` around it. */
  label?: string;
}

const HOW = "Press Enter after each value. Pasted lines become one value each.";

/**
 * A list of short texts. Enter or leaving the box adds, several pasted lines add several; Backspace in an empty box takes
 * the last away. Commas do not divide: regular expressions, JSON and addresses have them.
 */
export function TagsInput(props: TagsInputProps) {
  const { name, placeholder = "Type a value, then Enter; or paste lines", disabled, label, onValueChange } = props;
  const [own, setOwn] = useState<readonly string[]>(props.defaultValue ?? []);
  const [draft, setDraft] = useState("");
  const box = useEarlyInput<HTMLInputElement>();
  const attributes = useFieldAttributes();
  const tags = props.value ?? own;
  const change = (next: readonly string[]) => {
    setOwn(next);
    onValueChange?.(next);
  };
  const commit = (text: string) => {
    setDraft("");
    const next = addTags(tags, text);
    if (next.length !== tags.length) change(next);
  };
  const remove = (tag: string) => {
    change(tags.filter((one) => one !== tag));
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const last = tags.at(-1);
    if (event.key === "Enter" && draft.trim() !== "") {
      event.preventDefault();
      commit(draft);
    } else if (event.key === "Backspace" && draft === "" && last !== undefined) remove(last);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text/plain");
    // The box itself would join the lines.
    if (!/[\r\n]/.test(pasted.trim())) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const before = draft.slice(0, selectionStart ?? draft.length);
    commit(before + pasted + draft.slice(selectionEnd ?? draft.length));
  };
  return (
    <div className="field-control flex flex-wrap items-center gap-1 px-1">
      {tags.map((tag) => (
        <Tag key={tag} tag={tag} disabled={disabled} onRemove={() => remove(tag)} />
      ))}
      <input
        {...attributes}
        ref={box}
        value={draft}
        disabled={disabled}
        aria-label={label}
        title={HOW}
        placeholder={tags.length === 0 ? placeholder : "Add another"}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => commit(draft)}
        className="min-w-24 grow bg-transparent px-1.5 outline-none"
      />
      {name ? tags.map((tag) => <input key={tag} type="hidden" name={name} value={tag} />) : null}
    </div>
  );
}

function Tag({ tag, disabled, onRemove }: { tag: string; disabled: boolean | undefined; onRemove: () => void }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1 rounded-md border border-line bg-sunken pl-1.5 text-sm">
      <span className="truncate" dir="auto">
        {tag}
      </span>
      <button
        type="button"
        {...useWaiting(disabled)}
        aria-label={`Remove ${tag}`}
        onClick={onRemove}
        className="rounded-md p-1 text-ink-muted hover:bg-hover"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
