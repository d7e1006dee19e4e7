/** What the pages ask of next-auth's endpoints, without its client library: that weighs more than these pages. */

async function post(path: string, fields: { readonly [name: string]: string }): Promise<string> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  const response = await fetch(`/api/auth/${path}`, { method: "POST", body });
  return ((await response.json()) as { url: string }).url;
}

/** Signs in; null when it worked, otherwise the reason why not. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  try {
    const url = await post("callback/credentials", { email, password, callbackUrl: "/" });
    return new URL(url, location.href).searchParams.get("error");
  } catch {
    return "unreachable";
  }
}

/** Goes to another service to sign in there; it leads back to `callbackUrl`, a path of ours. */
export async function signInElsewhere(service: string, callbackUrl: string): Promise<void> {
  await leaveFor(await post(`signin/${encodeURIComponent(service)}`, { callbackUrl }));
}

export async function signOut(callbackUrl: string): Promise<void> {
  await post("signout", { callbackUrl });
  await leaveFor(callbackUrl);
}

/** Loads a page anew, so that nothing of the person before stays in memory. Never resolves: the page goes away. */
export function leaveFor(url: string): Promise<never> {
  location.assign(url);
  return new Promise(() => undefined);
}
