import { clsx } from "clsx";
import { Spinner } from "./spinner";
import { STATE_LOOKS, type State } from "./state-look";
import { TONE_TEXT } from "./tone";

/** The icon of a state in its colour; always put its word beside it. */
export function StateIcon({ state, className }: { state: State; className?: string }) {
  const { icon: Icon, tone } = STATE_LOOKS[state];
  const look = clsx("shrink-0", TONE_TEXT[tone], className ?? "size-4");
  return Icon === null ? <Spinner className={look} /> : <Icon aria-hidden className={look} />;
}
