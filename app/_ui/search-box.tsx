"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { Spinner } from "./spinner";
import { hrefWith, otherPairs, toSearchParams, valuesOf } from "./url-state";
import { useEarlyInput } from "./use-early-input";

export interface SearchBoxProps {
  /** "Search sources by name or id". */
  label: string;
  /** The key in the URL; default "q". */
  param?: string;
}

const PAUSE_MS = 250;

/** A search whose text lives in the URL: typing changes the list after a short pause, Enter at once. */
export function SearchBox({ label, param = "q" }: SearchBoxProps) {
  const router = useRouter();
  const path = usePathname();
  const query = toSearchParams(useSearchParams());
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const box = useRef<HTMLInputElement>(null);
  // Before the effect below, which would take away what was typed early.
  const early = useEarlyInput(box);
  const current = valuesOf(query, param)[0] ?? "";

  useEffect(() => {
    // Back, Forward and "Clear" change the URL; the box follows unless the person is typing in it.
    if (box.current && box.current !== document.activeElement) box.current.value = current;
  }, [current]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = (text: string, pauseMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const href = hrefWith(path, query, { [param]: text.trim() });
      startTransition(() => router.replace(href, { scroll: false }));
    }, pauseMs);
  };
  return (
    <form
      aria-busy={pending}
      onSubmit={(event) => {
        event.preventDefault();
        go(box.current?.value ?? "", 0);
      }}
      className="relative w-full sm:w-80"
    >
      <span className="pointer-events-none absolute top-2 left-2 text-ink-faint">
        {pending ? <Spinner /> : <Search aria-hidden className="size-4" />}
      </span>
      <input
        ref={early}
        type="search"
        name={param}
        aria-label={label}
        placeholder={label}
        defaultValue={current}
        onChange={(event) => go(event.target.value, PAUSE_MS)}
        className="field-control pl-8"
      />
      {/* Enter before the page's scripts have come is the browser's own search: with the filters that are set. */}
      {otherPairs(query, param).map(([key, value]) => (
        <input key={`${key} ${value}`} type="hidden" name={key} value={value} />
      ))}
    </form>
  );
}
