"use client";

import { clsx } from "clsx";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { useState } from "react";
import { useFieldAttributes } from "./field-wiring";
import type { Option } from "./option";
import { Spinner } from "./spinner";
import { useCombobox } from "./use-combobox";
import { useEarlyInput } from "./use-early-input";
import type { SearchState } from "./use-search";
import { useWaiting } from "./use-waiting";

export interface ComboboxProps {
  /** Finds options for what was typed; called with "" when opened. Keep the function stable between renders. */
  search: (query: string) => Promise<readonly Option[]>;
  /** Controlled choice; leave out and give `defaultValue` for a plain form. */
  value?: Option | null;
  defaultValue?: Option | null;
  onValueChange?: (value: Option | null) => void;
  /** Sends the option's value with the form under this name. */
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  /** Accessible name when there is no `Field` around it. */
  label?: string;
}

/** One of many options, found by typing; asks the server, shows progress and says when nothing matches. */
export function Combobox(props: ComboboxProps) {
  const { search, placeholder = "Search", disabled, label, onValueChange, name } = props;
  const [own, setOwn] = useState<Option | null>(props.defaultValue ?? null);
  const value = props.value === undefined ? own : props.value;
  const box = useCombobox({
    search,
    value,
    onChoose: (next) => {
      setOwn(next);
      onValueChange?.(next);
    },
  });
  const { open, anchor, panelProps } = box.popover;
  const waiting = useWaiting(false);
  return (
    <div ref={anchor} className="field-control relative flex items-center gap-1 pr-1">
      <input
        {...useFieldAttributes()}
        ref={useEarlyInput<HTMLInputElement>()}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-label={label}
        aria-expanded={open}
        aria-controls={panelProps.id}
        aria-autocomplete="list"
        aria-activedescendant={open && box.active >= 0 ? `${panelProps.id}-${box.active}` : undefined}
        disabled={disabled}
        placeholder={placeholder}
        value={box.text}
        onClick={box.onOpen}
        onChange={(event) => box.onType(event.target.value)}
        onKeyDown={box.onKeyDown}
        onBlur={box.onBlur}
        className="min-w-0 grow bg-transparent outline-none"
      />
      {value !== null && !disabled ? (
        <button
          type="button"
          {...waiting}
          aria-label="Clear"
          onClick={box.onClear}
          className="rounded-md p-0.5 text-ink-muted hover:bg-hover"
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : null}
      <ChevronsUpDown aria-hidden className="pointer-events-none mr-1 size-4 shrink-0 text-ink-faint" />
      {name ? <input type="hidden" name={name} value={value?.value ?? ""} /> : null}
      <Suggestions box={box} value={value} />
    </div>
  );
}

function Suggestions({ box, value }: { box: ReturnType<typeof useCombobox>; value: Option | null }) {
  const { panelProps, open } = box.popover;
  const { id, ...panel } = panelProps;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a mouse press must not take focus from the box, which counts as leaving it
    <div {...panel} onMouseDown={(event) => event.preventDefault()} className="floating fixed m-0 overflow-y-auto p-1">
      <div role="status" className="text-sm text-ink-muted">
        {open ? <SearchStatus state={box.state} /> : null}
      </div>
      <div id={id} role="listbox" aria-label="Options">
        {open
          ? box.found.map((option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the box, which keeps focus
              <div
                key={option.value}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={option.value === value?.value}
                aria-disabled={option.disabled}
                ref={index === box.active ? keepInView : undefined}
                onClick={() => box.choose(option)}
                onMouseMove={() => box.setActive(index)}
                className={clsx(
                  "grid cursor-default grid-cols-[1rem_1fr] gap-2 rounded-md px-2 py-1 aria-disabled:opacity-55",
                  index === box.active && "bg-hover",
                )}
              >
                {option.value === value?.value ? <Check aria-hidden className="mt-0.5 size-4 text-accent" /> : <span />}
                <span className="min-w-0">
                  <span className="block truncate">{option.label}</span>
                  {option.hint ? <span className="block truncate text-sm text-ink-muted">{option.hint}</span> : null}
                </span>
              </div>
            ))
          : null}
      </div>
    </div>
  );
}

function keepInView(element: HTMLElement | null) {
  element?.scrollIntoView({ block: "nearest" });
}

function SearchStatus({ state }: { state: SearchState<Option> }) {
  if (state.kind === "failed") return <p className="px-2 py-1.5 text-danger">{state.message}</p>;
  if (state.kind === "found" && state.items.length === 0) return <p className="px-2 py-1.5">Nothing matches.</p>;
  if (state.kind === "searching" && state.items.length === 0) {
    return (
      <p className="flex items-center gap-2 px-2 py-1.5">
        <Spinner />
        Searching
      </p>
    );
  }
  return null;
}
