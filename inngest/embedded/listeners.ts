import type { Plans } from "./plan";

/** Whether a trigger's event name, which may end in `*`, covers this event. */
export function covers(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** Whether an event of this name starts or cancels any function of this process. */
export function isListenedTo(plans: Plans, name: string): boolean {
  for (const plan of plans.values()) {
    if (plan.events.some((trigger) => covers(trigger.name, name))) return true;
    if (plan.cancel.some((option) => option.event === name)) return true;
  }
  return false;
}
