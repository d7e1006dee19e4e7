import { isMasked } from "@/server/core/kinds/secret-variables";
import { isRecord } from "@/server/core/kinds/values";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

const bullet = "•";
const bullets = bullet.repeat(10);
const shownCharacters = 4;
/** Showing four of fewer characters than this would give too much away. */
const leastLengthToShow = 12;

/** How a secret is shown and exported: ten bullets and the last four characters, as Segment does. */
export const mask = (secret: string) =>
  secret.length >= leastLengthToShow ? bullets + secret.slice(-shownCharacters) : bullets;

export { isMasked };

/** Stands where a secret is known to be, and its value is not. */
export const unknownSecret = bullets;

/** Never part of an export, not even masked: the provider keeps it from its own state. */
const omitted = new Set(["password"]);

export interface SplitSecrets {
  /** The state with every secret masked, or left out. */
  readonly state: ResourceState;
  /** New secret values by path, such as `settings.apiKey`. */
  readonly changed: ReadonlyMap<string, string>;
  /** Paths whose stored secret stays. */
  readonly kept: ReadonlySet<string>;
}

/**
 * Takes the secrets out of a state. A value that holds a bullet means "unchanged": that is how an API client or a form
 * gives a masked secret back; null removes the secret. What is `stored` stays a secret, whatever the type says today.
 * `omitPassword` says that a key such as `password` is left out of the state altogether.
 */
export function splitSecrets(
  state: ResourceState,
  secretKeys: readonly string[],
  stored: ReadonlySet<string>,
  previous: ResourceState | null,
  omitPassword: boolean,
): SplitSecrets {
  const settings = state.settings;
  if (!isRecord(settings)) return { state, changed: new Map(), kept: new Set() };
  const changed = new Map<string, string>();
  const kept = new Set<string>();
  const next: { [key: string]: JsonValue } = { ...settings };
  const before = isRecord(previous?.settings) ? previous.settings : {};
  const storedKeys = [...stored].map((path) => path.replace(/^settings\./, ""));
  for (const key of new Set([...secretKeys, ...storedKeys])) {
    const path = `settings.${key}`;
    const value = settings[key];
    // What the state never shows stays unless an edit names it.
    const leaveOut = omitPassword && omitted.has(key);
    if (value === null) {
      if (stored.has(path) || leaveOut) delete next[key];
    } else if (isMasked(value) || (leaveOut && value === undefined && stored.has(path))) {
      kept.add(path);
      if (before[key] !== undefined) next[key] = before[key];
      if (leaveOut) delete next[key];
    } else if (value !== undefined && value !== "") {
      const plain = typeof value === "string" ? value : JSON.stringify(value);
      changed.set(path, plain);
      if (leaveOut) delete next[key];
      else next[key] = mask(plain);
    }
  }
  return { state: { ...state, settings: next }, changed, kept };
}

/** The same with some of the changed secrets counted as kept. */
export function keeping(split: SplitSecrets, same: ReadonlySet<string>): SplitSecrets {
  if (same.size === 0) return split;
  const changed = new Map([...split.changed].filter(([path]) => !same.has(path)));
  return { ...split, changed, kept: new Set([...split.kept, ...same]) };
}

/** Paths that are masked although no secret is stored for them: an import named them without their values. */
export const missingSecrets = ({ kept }: SplitSecrets, stored: ReadonlySet<string>): string[] =>
  [...kept].filter((path) => !stored.has(path)).sort();

/** All paths of secrets that a resource has after a write, those without a value too. */
export const secretPaths = ({ changed, kept }: SplitSecrets): string[] =>
  [...new Set([...changed.keys(), ...kept])].sort();
