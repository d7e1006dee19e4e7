"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { useFieldAttributes } from "./field-wiring";
import { useEarlyInput } from "./use-early-input";

export interface TextInputProps extends ComponentProps<"input"> {
  /** Ids, URLs, code: mono, and left alone by spelling and capitalisation aids. */
  mono?: boolean;
}

/** One line of text. Takes every attribute of an input, so `{...register("name")}` works. */
export function TextInput({ mono, className, id, ref, ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      {...(mono ? { spellCheck: false, autoCapitalize: "none", autoCorrect: "off" } : {})}
      {...rest}
      {...useFieldAttributes(id)}
      ref={useEarlyInput(ref)}
      className={clsx("field-control", mono && "font-mono text-sm", className)}
    />
  );
}
