"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Button } from "../_ui/button";
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
      <Button
        aria-keyshortcuts="Meta+K Control+K"
        icon={<Search aria-hidden className="size-4" />}
        onClick={() => change(true)}
        className="font-normal text-ink-muted"
      >
        <span className="sr-only sm:not-sr-only">
          Go to<span className="sr-only"> a page or resource</span>
        </span>
        <kbd aria-hidden className="hidden rounded-md border border-line px-1 font-sans text-xs sm:inline">
          ⌘K
        </kbd>
      </Button>
      {wanted ? <Panel open={open} onOpenChange={change} search={search} pages={pages} /> : null}
    </>
  );
}
