"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

export interface DialogProps {
  /** The button that opens it; leave out when `open` is controlled. */
  trigger?: ReactElement<Record<string, unknown>>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the bottom right; the one that closes can be a `DialogClose`. */
  footer?: ReactNode;
  width?: "md" | "lg";
}

/** A question or small form above the page; focus stays inside, Escape closes, focus returns where it was. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  width = "md",
}: DialogProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          className={`floating fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col outline-none ${width === "lg" ? "max-w-3xl" : "max-w-lg"}`}
        >
          <header className="flex items-start justify-between gap-4 px-4 pt-4">
            <div className="min-w-0">
              <Base.Title className="text-lg font-semibold wrap-anywhere">{title}</Base.Title>
              {description ? (
                <Base.Description render={<div />} className="mt-1 text-ink-muted">
                  {description}
                </Base.Description>
              ) : null}
            </div>
            <Base.Close aria-label="Close" className="-m-1 rounded-md p-1 text-ink-muted hover:bg-hover">
              <X aria-hidden className="size-5" />
            </Base.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-4 py-3">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Closes the dialog it stands in; pass a button of ours: `<DialogClose button={<Button>Cancel</Button>} />`. */
export function DialogClose({ button }: { button: ReactElement<Record<string, unknown>> }) {
  return <Base.Close render={button} />;
}
