"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { ModalFrame } from "../_ui/dialog";
import { leave } from "../_ui/leaving";
import { Spinner } from "../_ui/spinner";
import { itemsOf, type SearchState, useSearch } from "../_ui/use-search";
import type { CommandPaletteProps } from "./command-palette";
import type { CommandResult } from "./command-result";

export interface CommandPanelProps extends CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The palette itself: pages by name at once, resources from the server as one types. */
export function CommandPanel({ open, onOpenChange, search, pages }: CommandPanelProps) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const { state, ask } = useSearch(search);
  const matching = useMemo(() => filterPages(pages, query), [pages, query]);
  const found = query.trim() === "" ? [] : itemsOf(state);
  const type = (text: string) => {
    setQuery(text);
    if (text.trim() !== "") ask(text.trim());
  };
  const change = (next: boolean) => {
    if (!next) setQuery("");
    onOpenChange(next);
  };
  const go = (result: CommandResult) => {
    change(false);
    leave(() => router.push(result.href));
  };
  return (
    <ModalFrame
      open={open}
      onClose={() => change(false)}
      labelledBy="command-title"
      className="mx-auto mt-[12dvh] mb-auto w-[calc(100vw-2rem)] max-w-xl overflow-hidden"
    >
      <h2 id="command-title" className="sr-only">
        Go to a page or resource
      </h2>
      <div data-dialog-body>
        <Command shouldFilter={false} loop label="Go to a page or resource">
          <Command.Input
            value={query}
            onValueChange={type}
            placeholder="Name or id"
            className="h-11 w-full border-b border-line bg-transparent px-4 text-lg outline-none"
          />
          <PanelStatus state={state} query={query} nothing={matching.length === 0 && found.length === 0} />
          <Command.List label="Results" className="max-h-[50dvh] overflow-y-auto p-1">
            <Results heading="Resources" results={found} onChoose={go} />
            <Results heading="Pages" results={matching} onChoose={go} />
          </Command.List>
        </Command>
      </div>
    </ModalFrame>
  );
}

function PanelStatus({
  state,
  query,
  nothing,
}: {
  state: SearchState<CommandResult>;
  query: string;
  nothing: boolean;
}) {
  const asked = query.trim() !== "";
  return (
    <div role="status" className="text-sm text-ink-muted">
      {asked && state.kind === "failed" ? <p className="px-4 py-2 text-danger">{state.message}</p> : null}
      {asked && state.kind === "searching" ? (
        <p className="flex items-center gap-2 px-4 py-2">
          <Spinner />
          Searching
        </p>
      ) : null}
      {asked && nothing && state.kind === "found" ? <p className="px-4 py-2">Nothing has this name or id.</p> : null}
    </div>
  );
}

interface ResultsProps {
  heading: string;
  results: readonly CommandResult[];
  onChoose: (result: CommandResult) => void;
}

function Results({ heading, results, onChoose }: ResultsProps) {
  if (results.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-faint"
    >
      {results.map((result) => (
        <Command.Item
          key={result.id}
          value={result.id}
          onSelect={() => onChoose(result)}
          className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-3 py-1 data-[selected=true]:bg-hover"
        >
          <span className="min-w-0 truncate" dir="auto">
            {result.label}
          </span>
          {result.hint ? (
            <span className="min-w-0 truncate font-mono text-xs text-ink-muted">{result.hint}</span>
          ) : null}
          <span className="ml-auto shrink-0 text-sm text-ink-muted">{result.kind}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Pages whose name or place contains every word typed. */
function filterPages(pages: readonly CommandResult[], query: string): readonly CommandResult[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return pages.filter((page) => {
    const text = `${page.label} ${page.hint ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
