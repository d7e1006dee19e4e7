"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect, useId, useRef } from "react";
import { Button, type ButtonProps } from "./button";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A name inside it stands in `<bdi>`, since it may read the other way. */
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the bottom right; the one that closes is a `DialogClose`. */
  footer?: ReactNode;
  width?: "md" | "lg";
}

const CloseContext = createContext<() => void>(() => {});

/** A question or small form above the page; focus stays inside, Escape closes, focus returns where it was. */
export function Dialog({ open, onOpenChange, title, description, children, footer, width = "md" }: DialogProps) {
  const close = () => onOpenChange(false);
  const id = useId();
  return (
    <ModalFrame
      open={open}
      onClose={close}
      labelledBy={`${id}-title`}
      className={`m-auto flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] flex-col ${width === "lg" ? "max-w-3xl" : "max-w-lg"}`}
    >
      <header className="flex items-start justify-between gap-4 px-4 pt-4">
        <div className="min-w-0">
          <h2 id={`${id}-title`} className="text-lg font-semibold wrap-anywhere">
            {title}
          </h2>
          {description ? <div className="mt-1 text-ink-muted">{description}</div> : null}
        </div>
        <button
          type="button"
          aria-label="Close"
          onClick={close}
          className="-m-1 rounded-md p-1 text-ink-muted hover:bg-hover"
        >
          <X aria-hidden className="size-5" />
        </button>
      </header>
      <CloseContext value={close}>
        <div data-dialog-body className="min-h-0 overflow-y-auto px-4 py-3">
          {children}
        </div>
        {footer ? (
          <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>
        ) : null}
      </CloseContext>
    </ModalFrame>
  );
}

/** A button that closes the dialog it stands in: `<DialogClose>Cancel</DialogClose>`. */
export function DialogClose(props: ButtonProps) {
  const close = useContext(CloseContext);
  return <Button {...props} onClick={close} />;
}

export interface ModalFrameProps {
  open: boolean;
  onClose: () => void;
  labelledBy: string;
  className: string;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps focus inside, makes the page inert and gives focus back. */
export function ModalFrame({ open, onClose, labelledBy, className, children }: ModalFrameProps) {
  const frame = useRef<HTMLDialogElement>(null);
  /** Closings by us whose event is still to come: by then the dialog may be wanted again. */
  const ownClosings = useRef(0);
  useEffect(() => {
    const dialog = frame.current;
    if (!dialog || dialog.open === open) return;
    if (!open) {
      ownClosings.current += 1;
      return dialog.close();
    }
    dialog.showModal();
    const first = dialog.querySelector<HTMLElement>(
      "[data-dialog-body] :is(input, textarea, select):not([type=hidden])",
    );
    (first ?? dialog).focus();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog itself closes on Escape; this is the click beside it
    <dialog
      ref={frame}
      tabIndex={-1}
      aria-labelledby={labelledBy}
      onClose={() => {
        if (ownClosings.current > 0) ownClosings.current -= 1;
        else onClose();
      }}
      onClick={(event) => event.target === frame.current && onClose()}
      className={`floating p-0 outline-none backdrop:bg-scrim not-open:hidden ${className}`}
    >
      {open ? children : null}
    </dialog>
  );
}
