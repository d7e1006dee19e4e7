"use client";

import { clsx } from "clsx";
import NextLink from "next/link";
import { type ReactNode, useId } from "react";
import { useMenuClose } from "./menu";

const ITEM =
  "flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left -outline-offset-2 hover:bg-hover focus:bg-hover aria-disabled:opacity-55 [&>svg]:size-4 [&>svg]:shrink-0";

export interface MenuItemProps {
  icon?: ReactNode;
  onClick: () => void;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}

/** An action. */
export function MenuItem({ icon, onClick, disabled, danger, children }: MenuItemProps) {
  const close = useMenuClose();
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={disabled}
      onClick={() => {
        if (disabled) return;
        close();
        onClick();
      }}
      className={clsx(ITEM, danger && "text-danger")}
    >
      {icon}
      {children}
    </button>
  );
}

export interface MenuLinkProps {
  href: string;
  icon?: ReactNode;
  /** A full page load instead of an in-app move, for addresses that set or end a session. */
  reload?: boolean;
  children: ReactNode;
}

/** A page to go to. */
export function MenuLink({ href, icon, reload, children }: MenuLinkProps) {
  const close = useMenuClose();
  const shared = { href, role: "menuitem", tabIndex: -1, className: ITEM, onClick: close };
  const content = (
    <>
      {icon}
      {children}
    </>
  );
  return reload ? (
    <a {...shared}>{content}</a>
  ) : (
    <NextLink {...shared} prefetch={false}>
      {content}
    </NextLink>
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
    <MenuGroup label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="menuitemradio"
          tabIndex={-1}
          aria-checked={choice.value === value}
          onClick={() => onValueChange(choice.value)}
          className={ITEM}
        >
          <span className="flex size-4 items-center justify-center">
            {choice.value === value ? <span className="size-2 rounded-full bg-accent" /> : null}
          </span>
          {choice.label}
        </button>
      ))}
    </MenuGroup>
  );
}

/** Items under a heading. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is not allowed inside a menu
    <div role="group" aria-labelledby={id}>
      <p id={id} className="px-2 pt-1 text-xs text-ink-muted">
        {label}
      </p>
      {children}
    </div>
  );
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1 border-line" />;
}
