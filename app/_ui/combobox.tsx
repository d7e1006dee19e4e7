"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { useMemo, useState } from "react";
import { useFieldAttributes } from "./field-wiring";
import type { Option } from "./option";
import { Spinner } from "./spinner";
import { itemsOf, type SearchState, useSearch } from "./use-search";

export interface ComboboxProps {
  /** Finds options for what was typed; called with "" when opened. Keep the function stable between renders. */
  search: (query: string) => Promise<readonly Option[]>;
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
  const { state, ask } = useSearch(search);
  const attributes = useFieldAttributes();
  const found = itemsOf(state);
  const items = useMemo(
    () => (value === null || found.some((one) => one.value === value.value) ? found : [...found, value]),
    [found, value],
  );
  const choose = (next: Option | null) => {
    setOwn(next);
    onValueChange?.(next);
  };
  return (
    <Base.Root
      items={items}
      filter={null}
      name={name}
      disabled={disabled}
      value={value}
      isItemEqualToValue={(one: Option, other: Option) => one.value === other.value}
      onValueChange={choose}
      onOpenChange={(open, { reason }) => open && reason !== "input-change" && ask("", 0)}
      onInputValueChange={(query, { reason }) => reason === "input-change" && ask(query)}
    >
      <Base.InputGroup className="field-control flex items-center gap-1 pr-1">
        <Base.Input
          {...attributes}
          aria-label={label}
          placeholder={placeholder}
          className="min-w-0 grow bg-transparent outline-none"
        />
        <Base.Clear aria-label="Clear" className="rounded-md p-0.5 text-ink-muted hover:bg-hover">
          <X aria-hidden className="size-4" />
        </Base.Clear>
        <Base.Trigger aria-label="Show options" className="rounded-md p-0.5 text-ink-muted hover:bg-hover">
          <ChevronsUpDown aria-hidden className="size-4" />
        </Base.Trigger>
      </Base.InputGroup>
      <Suggestions state={state} />
    </Base.Root>
  );
}

function Suggestions({ state }: { state: SearchState<Option> }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-none">
        <Base.Popup className="floating w-(--anchor-width) max-w-(--available-width)">
          <Base.Status className="text-sm text-ink-muted">
            <SearchStatus state={state} />
          </Base.Status>
          <Base.List className="max-h-[min(var(--available-height),20rem)] overflow-y-auto p-1 empty:p-0">
            {(option: Option) => (
              <Base.Item
                key={option.value}
                value={option}
                disabled={option.disabled}
                className="grid cursor-default grid-cols-[1rem_1fr] gap-2 rounded-md px-2 py-1 select-none data-disabled:opacity-55 data-highlighted:bg-hover"
              >
                <Base.ItemIndicator className="col-start-1 pt-0.5 text-accent">
                  <Check aria-hidden className="size-4" />
                </Base.ItemIndicator>
                <span className="col-start-2 min-w-0">
                  <span className="block truncate">{option.label}</span>
                  {option.hint ? <span className="block truncate text-sm text-ink-muted">{option.hint}</span> : null}
                </span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function SearchStatus({ state }: { state: SearchState<Option> }) {
  if (state.kind === "failed") return <p className="px-3 py-2 text-danger">{state.message}</p>;
  if (state.kind === "found" && state.items.length === 0) return <p className="px-3 py-2">Nothing matches.</p>;
  if (state.kind === "searching" && state.items.length === 0) {
    return (
      <p className="flex items-center gap-2 px-3 py-2">
        <Spinner />
        Searching
      </p>
    );
  }
  return null;
}
