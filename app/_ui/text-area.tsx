"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { useFieldAttributes } from "./field-wiring";
import { useEarlyInput } from "./use-early-input";

export interface TextAreaProps extends ComponentProps<"textarea"> {
  /** Keys, certificates, expressions. */
  mono?: boolean;
}

/** Several lines of text; grows with what is typed where the browser can. */
export function TextArea({ mono, className, rows = 4, id, ref, ...rest }: TextAreaProps) {
  return (
    <textarea
      rows={rows}
      style={{ minHeight: `${rows * 1.375 + 0.625}rem` }}
      spellCheck={mono ? false : undefined}
      {...rest}
      {...useFieldAttributes(id)}
      ref={useEarlyInput(ref)}
      className={clsx("field-control field-sizing-content max-h-96 resize-y", mono && "font-mono text-sm", className)}
    />
  );
}
