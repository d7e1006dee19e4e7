import { Badge } from "./badge";
import { StateIcon } from "./state-icon";
import { STATE_LOOKS, type State } from "./state-look";

export interface StateBadgeProps {
  state: State;
  /** Replaces the state's usual word ("Connected" for `healthy`). */
  word?: string;
}

/** A state as icon, word and colour. */
export function StateBadge({ state, word }: StateBadgeProps) {
  const look = STATE_LOOKS[state];
  return (
    <Badge tone={look.tone} icon={<StateIcon state={state} className="size-3.5" />}>
      {word ?? look.word}
    </Badge>
  );
}
