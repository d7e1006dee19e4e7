"use client";

import { type KeyboardEvent, useState } from "react";
import type { Option } from "./option";
import { usePopover } from "./use-popover";
import { itemsOf, useSearch } from "./use-search";

export interface ComboboxState {
  search: (query: string) => Promise<readonly Option[]>;
  value: Option | null;
  onChoose: (option: Option | null) => void;
}

/** What a combobox does: opens and asks, moves with the arrow keys, takes with Enter, gives up with Escape. */
export function useCombobox({ search, value, onChoose }: ComboboxState) {
  const { state, ask } = useSearch(search);
  const popover = usePopover<HTMLDivElement>({ align: "start", matchWidth: true, mode: "manual" });
  // `null`: not typing, so the box shows what is chosen.
  const [draft, setDraft] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const found = itemsOf(state);
  const { panel, open } = popover;

  const show = (query: string, pauseMs?: number) => {
    if (!panel.current?.matches(":popover-open")) panel.current?.showPopover();
    setActive(-1);
    ask(query, pauseMs);
  };
  const hide = () => {
    if (panel.current?.matches(":popover-open")) panel.current.hidePopover();
    setDraft(null);
    setActive(-1);
  };
  const choose = (option: Option) => {
    if (option.disabled) return;
    hide();
    onChoose(option);
  };
  const move = (step: number) => {
    if (!open) show("", 0);
    else if (found.length > 0)
      setActive((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const picked = found[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && open) picked && choose(picked);
    else if (event.key === "Escape" && open) hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    state,
    found,
    active,
    popover,
    text: draft ?? value?.label ?? "",
    choose,
    hide,
    onKeyDown,
    setActive,
    onOpen: () => !open && show("", 0),
    onType: (text: string) => {
      setDraft(text);
      show(text);
    },
    onClear: () => {
      hide();
      onChoose(null);
    },
    /** Leaving the box with its text wiped clears the choice; any other unfinished text is dropped. */
    onBlur: () => {
      if (draft === "") onChoose(null);
      hide();
    },
  };
}
