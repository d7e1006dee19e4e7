"use client";

import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import { type Control, tellEarlyInput } from "./early-input";

/** The ref of a control that loses nothing: what was typed into it before the browser took over the form is kept. */
export function useEarlyInput<E extends Control>(given?: Ref<E | null>): RefObject<E | null> {
  const control = useRef<E>(null);
  useImperativeHandle<E | null, E | null>(given, () => control.current, []);
  useEffect(() => {
    if (control.current) tellEarlyInput(control.current);
  }, []);
  return control;
}
