"use client";

import { useLayoutEffect, useSyncExternalStore } from "react";

type Names = ReadonlyMap<string, string>;

const none: Names = new Map();
let names = none;
const listeners = new Set<() => void>();

function change(next: Names): void {
  names = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface CrumbNameProps {
  /** A part of the address, such as an id. */
  part: string;
  name: string;
}

/** Says what the breadcrumbs call a part of the address, for as long as the page that knows it is there. */
export function CrumbName({ part, name }: CrumbNameProps) {
  useLayoutEffect(() => {
    change(new Map(names).set(part, name));
    return () => change(new Map([...names].filter(([key]) => key !== part)));
  }, [part, name]);
  return null;
}

export const useCrumbNames = (): Names =>
  useSyncExternalStore(
    subscribe,
    () => names,
    () => none,
  );
