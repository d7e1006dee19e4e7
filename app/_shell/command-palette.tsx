"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useWaiting } from "../_ui/use-waiting";
import type { CommandResult, CommandSearch } from "./command-result";

export interface CommandPaletteProps {
  search: CommandSearch;
  /** Pages that are always offered. */
  pages: readonly CommandResult[];
}

const Panel = dynamic(() => import("./command-panel").then((module) => module.CommandPanel), { ssr: false });

/** The search button of the header; ⌘K or Ctrl+K opens it from anywhere. What it opens is loaded then. */
export function CommandPalette({ search, pages }: CommandPaletteProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const change = (next: boolean) => {
    if (next) setWanted(true);
    setOpen(next);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setWanted(true);
      setOpen((before) => !before);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        {...useWaiting(false)}
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => change(true)}
        className="flex h-8 shrink-0 items-center gap-2 rounded-md border border-line-strong bg-surface px-2 text-ink-muted hover:bg-hover"
      >
        <Search aria-hidden className="size-4" />
        <span className="sr-only sm:not-sr-only">
          Go to<span className="sr-only"> a page or resource</span>
        </span>
        <kbd aria-hidden className="hidden rounded-md border border-line px-1 font-sans text-xs sm:inline">
          ⌘K
        </kbd>
      </button>
      {wanted ? <Panel open={open} onOpenChange={change} search={search} pages={pages} /> : null}
    </>
  );
}
