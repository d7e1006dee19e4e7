"use client";

import { clsx } from "clsx";
import { Ellipsis } from "lucide-react";
import { createContext, type KeyboardEvent, type ReactNode, useContext } from "react";
import { menuTarget } from "./menu-keys";
import { usePopover } from "./use-popover";
import { useWaiting } from "./use-waiting";

export interface MenuProps {
  /** What the button is called: "More actions". Its name only when `trigger` is not given. */
  label: string;
  /** What the button shows; by default three dots. Its text names it then. */
  trigger?: ReactNode;
  /** The button's classes; by default an icon button. */
  triggerClassName?: string;
  align?: "start" | "end";
  /** `MenuItem`, `MenuLink`, `MenuChoices`, `MenuGroup`, `MenuSeparator`. */
  children: ReactNode;
}

const CloseContext = createContext<() => void>(() => {});

/** Closes the menu around the item that calls it. */
export function useMenuClose(): () => void {
  return useContext(CloseContext);
}

const ICON_LOOK =
  "inline-flex size-8 items-center justify-center rounded-md text-ink-muted hover:bg-hover hover:text-ink";
const ITEMS = '[role^="menuitem"]:not([aria-disabled="true"])';

/** Actions behind one button; arrow keys, Home, End and first letters move, Escape closes. */
export function Menu({ label, trigger, triggerClassName, align = "end", children }: MenuProps) {
  const { open, anchor, panel, close, panelProps } = usePopover<HTMLButtonElement>({ align });
  const items = () => Array.from(panel.current?.querySelectorAll<HTMLElement>(ITEMS) ?? []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const current = all.findIndex((item) => item.matches(":focus"));
    const labels = all.map((item) => item.textContent ?? "");
    const target = event.ctrlKey || event.metaKey || event.altKey ? null : menuTarget(event.key, labels, current);
    if (event.key === "Tab") close();
    if (target === null) return;
    event.preventDefault();
    all[target]?.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        {...useWaiting(false)}
        popoverTarget={panelProps.id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={trigger ? undefined : label}
        title={trigger ? undefined : label}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || open) return;
          event.preventDefault();
          panel.current?.showPopover();
        }}
        className={triggerClassName ?? ICON_LOOK}
      >
        {trigger ?? <Ellipsis aria-hidden className="size-4" />}
      </button>
      <div
        {...panelProps}
        role="menu"
        aria-label={label}
        onToggle={(event) => event.newState === "open" && items()[0]?.focus()}
        onKeyDown={onKeyDown}
        className={clsx("floating fixed m-0 min-w-48 overflow-y-auto p-1 text-left font-normal whitespace-normal")}
      >
        <CloseContext value={close}>{children}</CloseContext>
      </div>
    </>
  );
}
