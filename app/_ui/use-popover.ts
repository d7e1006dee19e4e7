"use client";

import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { placeBeside } from "./place-beside";

export interface PopoverOptions {
  align: "start" | "end";
  /** At least as wide as what it hangs on. */
  matchWidth?: boolean;
  /** `auto` closes by itself on Escape and clicks elsewhere; `manual` is opened and closed by its owner. */
  mode?: "auto" | "manual";
}

export interface Popover<Anchor extends HTMLElement> {
  open: boolean;
  anchor: RefObject<Anchor | null>;
  panel: RefObject<HTMLDivElement | null>;
  close: () => void;
  /** For the floating element. */
  panelProps: {
    id: string;
    popover: "auto" | "manual";
    ref: RefObject<HTMLDivElement | null>;
    onBeforeToggle: (event: { newState: string }) => void;
  };
}

/**
 * The browser's own popover, kept beside what opened it. It lies in the top layer, so nothing clips it, while in the
 * document it stays where it is written: inside its landmark, next in tab order.
 */
export function usePopover<Anchor extends HTMLElement>(options: PopoverOptions): Popover<Anchor> {
  const { align, matchWidth = false, mode = "auto" } = options;
  const id = useId();
  const anchor = useRef<Anchor>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const place = () => {
    if (anchor.current && panel.current) placeBeside(anchor.current, panel.current, align, matchWidth);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: place only reads refs and constants
  useEffect(() => {
    if (!open) return;
    window.addEventListener("scroll", place, { capture: true, passive: true });
    window.addEventListener("resize", place);
    return () => {
      window.removeEventListener("scroll", place, { capture: true });
      window.removeEventListener("resize", place);
    };
  }, [open]);
  return {
    open,
    anchor,
    panel,
    close: () => panel.current?.hidePopover(),
    panelProps: {
      id,
      popover: mode,
      ref: panel,
      onBeforeToggle: (event) => {
        setOpen(event.newState === "open");
        if (event.newState === "open") place();
      },
    },
  };
}
