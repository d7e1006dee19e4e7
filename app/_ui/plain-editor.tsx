"use client";

import type { ComponentProps, RefObject } from "react";
import { useEarlyInput } from "./use-early-input";

interface PlainEditorProps extends Omit<ComponentProps<"textarea">, "onChange"> {
  box: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onChange: (value: string) => void;
}

/** Code in a textarea with line numbers, measured like CodeMirror so that nothing moves when that takes its place. */
export function PlainEditor({ box, value, onChange, ...rest }: PlainEditorProps) {
  const lines = value.split("\n");
  return (
    <div className="absolute inset-0 flex overflow-auto rounded-md bg-surface font-mono text-sm" dir="ltr">
      <div
        aria-hidden
        className="sticky left-0 h-fit min-h-full min-w-[1.8125rem] shrink-0 border-r border-line bg-sunken py-1 pr-[3px] pl-[5px] text-right whitespace-pre text-ink-faint select-none"
      >
        {lines.map((_, index) => index + 1).join("\n")}
      </div>
      <textarea
        {...rest}
        ref={useEarlyInput(box)}
        value={value}
        // As large as its text: the box around it scrolls, numbers and all.
        rows={lines.length}
        cols={lines.reduce((widest, line) => Math.max(widest, widthOf(line)), 1)}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        onChange={(event) => onChange(event.target.value)}
        className="h-fit min-h-full shrink-0 grow resize-none overflow-hidden bg-transparent py-1 pr-1 pl-1.5 outline-none [tab-size:4]"
      />
    </div>
  );
}

/** Columns a line takes at most: tabs are four wide, many letters beyond ASCII two. */
function widthOf(line: string): number {
  let width = line.length;
  for (const char of line)
    if (char === "\t") width += 3;
    else if (char > "\u02ff") width += 2;
  return width;
}
