"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

/** Renders the page anew, once, each time the mark of how things stand is another one than the page shows. */
export function useRefreshWhenOther(rendered: string, now: string): void {
  const router = useRouter();
  const shown = useRef(rendered);
  useEffect(() => {
    if (now === shown.current) return;
    shown.current = now;
    router.refresh();
  }, [now, router]);
}
