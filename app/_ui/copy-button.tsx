"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "./icon-button";

export interface CopyButtonProps {
  text: string;
  /** What is copied, for the accessible name: "Copy source id". Default "Copy". */
  label?: string;
  size?: "sm" | "md";
}

const SHOWN_MS = 1_600;

/** Puts `text` on the clipboard and says so, also to screen readers. */
export function CopyButton({ text, label = "Copy", size = "sm" }: CopyButtonProps) {
  const [result, setResult] = useState<"copied" | "refused" | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    clearTimeout(timer.current);
    setResult(await writeClipboard(text));
    timer.current = setTimeout(() => setResult(null), SHOWN_MS);
  };
  return (
    <span className="relative z-[1] inline-flex align-middle">
      <IconButton
        size={size}
        label={label}
        icon={result === "copied" ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
        onClick={copy}
      />
      <span role="status" className="sr-only">
        {result === "copied" ? "Copied" : result === "refused" ? "The browser refused to copy" : ""}
      </span>
    </span>
  );
}

/** The clipboard is absent on plain http and may be forbidden: neither may break the page. */
async function writeClipboard(text: string): Promise<"copied" | "refused"> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "refused";
  }
}
