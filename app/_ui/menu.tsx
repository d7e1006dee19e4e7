"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import NextLink from "next/link";
import type { ReactElement, ReactNode } from "react";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: "start" | "end";
  /** `MenuItem`, `MenuLink`, `MenuChoices`, `MenuGroup`, `MenuSeparator`. */
  children: ReactNode;
}

/** A list of actions behind one button; arrow keys, type-ahead, Escape. */
export function Menu({ trigger, align = "end", children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50 outline-none">
          <Base.Popup className="floating max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto p-1 outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const ITEM =
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-disabled:opacity-55 data-highlighted:bg-hover [&>svg]:size-4 [&>svg]:shrink-0";

export interface MenuItemProps {
  icon?: ReactNode;
  onClick: () => void;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, onClick, disabled, danger, children }: MenuItemProps) {
  return (
    <Base.Item disabled={disabled} onClick={onClick} className={clsx(ITEM, danger && "text-danger")}>
      {icon}
      {children}
    </Base.Item>
  );
}

export interface MenuLinkProps {
  href: string;
  icon?: ReactNode;
  /** A full page load instead of an in-app move, for addresses that set or end a session. */
  reload?: boolean;
  children: ReactNode;
}

export function MenuLink({ href, icon, reload, children }: MenuLinkProps) {
  return (
    <Base.LinkItem
      closeOnClick
      {...(reload ? { href } : { render: <NextLink href={href} prefetch={false} /> })}
      className={ITEM}
    >
      {icon}
      {children}
    </Base.LinkItem>
  );
}

export interface MenuChoicesProps {
  label: string;
  value: string;
  choices: ReadonlyArray<{ value: string; label: string }>;
  onValueChange: (value: string) => void;
}

/** One of a few, chosen inside the menu; it stays open. */
export function MenuChoices({ label, value, choices, onValueChange }: MenuChoicesProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1 text-xs text-ink-muted">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: string) => onValueChange(next)}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} className={ITEM}>
            <span className="flex size-4 items-center justify-center">
              <Base.RadioItemIndicator className="size-2 rounded-full bg-accent" />
            </span>
            {choice.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1 text-xs text-ink-muted">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
