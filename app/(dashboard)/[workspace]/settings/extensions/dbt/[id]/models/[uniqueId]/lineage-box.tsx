"use client";

import { type ReactNode, useEffect, useRef } from "react";

export interface LineageBoxProps {
  /** What is to be seen first, in pixels from the left upper corner of the drawing. */
  centre: { readonly x: number; readonly y: number };
  children: ReactNode;
}

/** The box that a lineage scrolls in; a large one opens at its own node. */
export function LineageBox({ centre, children }: LineageBoxProps) {
  const box = useRef<HTMLElement>(null);
  const { x, y } = centre;
  useEffect(() => {
    const { current } = box;
    current?.scrollTo({ left: x - current.clientWidth / 2, top: y - current.clientHeight / 2 });
  }, [x, y]);
  return (
    <section
      ref={box}
      aria-label="Lineage"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard
      tabIndex={0}
      dir="ltr"
      className="max-h-[70dvh] overflow-auto rounded-md border border-line bg-sunken"
    >
      {children}
    </section>
  );
}
