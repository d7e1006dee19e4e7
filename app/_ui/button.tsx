"use client";

import { clsx } from "clsx";
import type { ComponentProps, MouseEventHandler, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "./button-look";
import { Spinner } from "./spinner";
import { useWaiting } from "./use-waiting";

export interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` once per page, `danger` for what destroys; default `secondary`. */
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** A lucide icon element, drawn before the words. */
  icon?: ReactNode;
  /** Work is under way: the button keeps focus, shows it, and ignores clicks. */
  pending?: boolean;
  /** Words while pending, e.g. "Saving"; default is the button's own. */
  pendingLabel?: string;
}

/** A button whose words are a verb ("Full Sync", "Test connection"). `type` is "button" unless given. */
export function Button(props: ButtonProps) {
  const {
    variant = "secondary",
    size = "md",
    icon,
    pending,
    pendingLabel,
    className,
    type,
    disabled,
    children,
    ...rest
  } = props;
  return (
    <button
      {...rest}
      {...(pending === undefined || !rest.onClick ? {} : { onClick: once(rest.onClick) })}
      {...useWaiting(disabled)}
      type={pending ? "button" : (type ?? "button")}
      className={clsx(buttonLook(variant, size), className)}
      {...(pending ? { "aria-busy": true, "aria-disabled": true, onClick: undefined } : {})}
    >
      {pending ? <Spinner /> : icon}
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

/** The second click of a double click comes before work that the first began can show: it would begin it again. */
const once =
  (onClick: MouseEventHandler<HTMLButtonElement>): MouseEventHandler<HTMLButtonElement> =>
  (event) => {
    if (event.detail < 2) onClick(event);
  };
