"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The address that the browser sees this installation at; empty while the server renders. */
export const useOrigin = (): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
