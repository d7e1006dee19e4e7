"use client";

import { type ReactNode, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { Dialog, DialogClose } from "./dialog";
import { Notice } from "./notice";

export interface Dependent {
  label: string;
  /** What kind of thing it is: "Destination". */
  kind: string;
  href?: string;
}

export interface ConfirmDialogProps {
  /** The button that opens it; leave out when `open` is controlled, from a menu item for instance. */
  trigger?: Pick<ButtonProps, "variant" | "size" | "icon" | "disabled"> & { label: string };
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** A question that names the thing: "Delete source Website (production)?", the name in `<bdi>`. */
  title: ReactNode;
  /** What will happen. */
  children?: ReactNode;
  /** What uses the thing and is changed with it or stands in the way. */
  dependents?: readonly Dependent[];
  /** The verb: "Delete source". */
  confirmLabel: string;
  /** Default `danger`. */
  variant?: "danger" | "primary";
  /** Does it; a returned or thrown message stays in the dialog. The dialog closes when it returns nothing. */
  // biome-ignore lint/suspicious/noConfusingVoidType: an action that says nothing is the usual case
  onConfirm: () => Promise<string | void>;
}

const UNANSWERED = "The server did not answer. Nothing is known to have changed; reload the page and try again.";

/** Asks before something that cannot be taken back, naming the thing and what depends on it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, children, dependents = [], confirmLabel, variant = "danger" } = props;
  const [ownOpen, setOwnOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (next: boolean) => {
    setOwnOpen(next);
    setProblem(null);
    props.onOpenChange?.(next);
  };
  const confirm = async () => {
    setPending(true);
    setProblem(null);
    const answer = await props.onConfirm().catch(() => UNANSWERED);
    setPending(false);
    if (typeof answer === "string") setProblem(answer);
    else change(false);
  };
  const { label: triggerLabel, ...triggerLook } = trigger ?? { label: undefined };
  return (
    <>
      {triggerLabel === undefined ? null : (
        <Button {...triggerLook} onClick={() => change(true)}>
          {triggerLabel}
        </Button>
      )}
      <Dialog
        open={props.open ?? ownOpen}
        onOpenChange={change}
        title={title}
        footer={
          <>
            <DialogClose>Cancel</DialogClose>
            <Button variant={variant} pending={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </>
        }
      >
        <div className="space-y-3">
          {children}
          {dependents.length > 0 ? <Dependents items={dependents} /> : null}
          {problem === null ? null : (
            <Notice kind="danger" live>
              {problem}
            </Notice>
          )}
        </div>
      </Dialog>
    </>
  );
}

function Dependents({ items }: { items: readonly Dependent[] }) {
  return (
    <div>
      <p className="font-medium">What depends on it</p>
      <ul className="mt-1 max-h-48 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {items.map((item) => (
          <li
            key={`${item.kind} ${item.label} ${item.href}`}
            className="flex justify-between gap-3 px-3 py-1.5 text-sm"
          >
            {item.href ? (
              <a href={item.href} className="min-w-0 truncate text-accent underline">
                {item.label}
              </a>
            ) : (
              <span className="min-w-0 truncate">{item.label}</span>
            )}
            <span className="shrink-0 text-ink-muted">{item.kind}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
