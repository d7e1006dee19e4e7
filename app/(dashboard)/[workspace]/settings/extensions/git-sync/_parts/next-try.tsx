"use client";

import { RelativeTime } from "@/app/_ui/relative-time";
import { useNow } from "@/app/_ui/use-now";

/** A due retry is found by a sweep that runs every minute: anything sooner could not be promised. */
const soonMs = 90_000;

/** When a failed sync is tried again by itself: "within two minutes", "in 12 minutes". */
export function NextTry({ at }: { at: Date }) {
  const now = useNow();
  const soon = now === null || at.getTime() - now < soonMs;
  return <>Tried again by itself {soon ? "within two minutes" : <RelativeTime at={at} />}.</>;
}
