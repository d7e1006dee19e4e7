import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";

/** Decorative: whatever is waiting says so in words beside it. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={clsx("size-4 animate-spin", className)} />;
}
