import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { TONE_TEXT } from "./tone";

export type NoticeKind = "info" | "success" | "warning" | "danger";

const LOOKS: Record<NoticeKind, { icon: LucideIcon; word: string; box: string }> = {
  info: { icon: Info, word: "Note", box: "border-info/30 bg-info-soft" },
  success: { icon: CircleCheck, word: "Done", box: "border-success/30 bg-success-soft" },
  warning: { icon: TriangleAlert, word: "Warning", box: "border-warning/30 bg-warning-soft" },
  danger: { icon: CircleAlert, word: "Error", box: "border-danger/30 bg-danger-soft" },
};

export interface NoticeProps {
  kind?: NoticeKind;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Appeared after the person did something: announced. */
  live?: boolean;
}

/** A message on a page that stays: what holds, and what to do about it. */
export function Notice({ kind = "info", title, children, actions, live }: NoticeProps) {
  const { icon: Icon, word, box } = LOOKS[kind];
  return (
    <div
      role={live ? (kind === "danger" ? "alert" : "status") : undefined}
      className={clsx("flex items-start gap-2 rounded-md border px-3 py-2", box)}
    >
      <Icon aria-hidden className={clsx("mt-0.5 size-4 shrink-0", TONE_TEXT[kind])} />
      <div className="flex min-w-0 grow flex-wrap items-start gap-2">
        <div className="min-w-0 flex-1 basis-56 wrap-anywhere">
          <span className="sr-only">{word}: </span>
          {title ? <p className="font-medium">{title}</p> : null}
          {children ? <div className={title ? "text-ink-muted" : undefined}>{children}</div> : null}
        </div>
        {actions ? <div className="flex shrink-0 gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
