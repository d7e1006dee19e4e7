/**
 * What a failure class means to us: `retryAfterSeconds` is a first pause, or null when trying again alone cannot help.
 * `accessLost`: the host does not let this credential or account in (any more).
 */
export type ClassFacts = { title: string; remedy: string; retryAfterSeconds: number | null; accessLost: boolean };

export function stop(title: string, remedy: string): ClassFacts {
  return { title, remedy, retryAfterSeconds: null, accessLost: false };
}

export function lost(title: string, remedy: string): ClassFacts {
  return { title, remedy, retryAfterSeconds: null, accessLost: true };
}

export function again(retryAfterSeconds: number, title: string, remedy: string): ClassFacts {
  return { title, remedy, retryAfterSeconds, accessLost: false };
}
