"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Where somebody was in a box of text. `anchor` and `head` count characters; they differ when text is selected. */
export interface EditingPlace {
  anchor: number;
  head: number;
  scrollTop: number;
  scrollLeft: number;
  focused: boolean;
}

/** What takes over from a plain box. */
export interface Successor {
  continueFrom(place: EditingPlace): void;
}

/**
 * Lets a loaded editor take over from a plain box at the same place, in one turn so that no key press is lost. It waits
 * while a pointer is held down or a character is being composed: the box must not vanish under either.
 */
export function useHandOver<S extends Successor>(box: RefObject<HTMLTextAreaElement | null>) {
  const [taken, setTaken] = useState<{ by: S; place: EditingPlace } | null>(null);
  const offered = useRef<S | null>(null);
  const busy = useRef(false);
  useLayoutEffect(() => taken?.by.continueFrom(taken.place), [taken]);
  const attempt = () => {
    if (offered.current && box.current && !busy.current) {
      setTaken({ by: offered.current, place: placeIn(box.current) });
    }
  };
  const pause = () => {
    busy.current = true;
  };
  const resume = () => {
    busy.current = false;
    attempt();
  };
  const onPointerDown = () => {
    pause();
    // The pointer may be let go anywhere.
    for (const type of ["pointerup", "pointercancel"]) window.addEventListener(type, resume, { once: true });
  };
  return {
    done: taken !== null,
    /** The editor is there. */
    offer: (successor: S) => {
      offered.current = successor;
      attempt();
    },
    busyHandlers: { onPointerDown, onCompositionStart: pause, onCompositionEnd: resume },
  };
}

function placeIn(box: HTMLTextAreaElement): EditingPlace {
  const { selectionStart, selectionEnd, selectionDirection, parentElement } = box;
  const backward = selectionDirection === "backward";
  return {
    anchor: backward ? selectionEnd : selectionStart,
    head: backward ? selectionStart : selectionEnd,
    scrollTop: parentElement?.scrollTop ?? 0,
    scrollLeft: parentElement?.scrollLeft ?? 0,
    focused: document.activeElement === box,
  };
}
