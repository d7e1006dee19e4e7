/** The request header in which `proxy.ts` hands the address on, for server components have no other way to know it. */
export const pathHeader = "x-tributary-path";

/** The sign-in page, which leads back to `path` afterwards. Only a path of ours is taken: `//host` would lead away. */
export function signInHref(path: string | null): string {
  const own = path !== null && /^\/(?![/\\])/.test(path) && path !== "/";
  return own ? `/sign-in?${new URLSearchParams({ callbackUrl: path })}` : "/sign-in";
}
