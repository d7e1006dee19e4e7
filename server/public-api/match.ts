import type { Method, Params, Route } from "./route";

interface Node {
  readonly fixed: Map<string, Node>;
  parameter: Node | null;
  readonly routes: Map<Method, { route: Route; names: readonly string[] }>;
}

const node = (): Node => ({ fixed: new Map(), parameter: null, routes: new Map() });

export type Match =
  | { readonly kind: "found"; readonly route: Route; readonly params: Params }
  | { readonly kind: "method"; readonly allowed: readonly Method[] }
  | { readonly kind: "none" };

/**
 * Finds the route of a path that is still percent-encoded: an encoded slash is part of a parameter, and a raw `:` or `@`
 * is too. Repeated and trailing slashes count as one. Fixed parts win over parameters.
 */
export function createMatcher(routes: readonly Route[]): (method: string, path: string) => Match {
  const root = node();
  for (const route of routes) add(root, route);
  return (method, path) => {
    const values: string[] = [];
    const found = walk(root, path.split("/").filter(Boolean), 0, values);
    if (!found) return { kind: "none" };
    const hit = found.routes.get(method as Method);
    if (!hit) return { kind: "method", allowed: [...found.routes.keys()] };
    const params = new Map(hit.names.map((name, index) => [name, values[index] ?? ""]));
    return { kind: "found", route: hit.route, params: (name) => params.get(name) ?? "" };
  };
}

function add(root: Node, route: Route): void {
  const names: string[] = [];
  let at = root;
  for (const part of route.path.split("/").filter(Boolean)) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) names.push(name);
    const next = name ? (at.parameter ?? node()) : (at.fixed.get(part) ?? node());
    if (name) at.parameter = next;
    else at.fixed.set(part, next);
    at = next;
  }
  if (at.routes.has(route.method)) throw new Error(`Two routes are declared for ${route.method} ${route.path}.`);
  at.routes.set(route.method, { route, names });
}

function walk(at: Node, parts: readonly string[], index: number, values: string[]): Node | null {
  const part = parts[index];
  if (part === undefined) return at.routes.size > 0 ? at : null;
  const fixed = at.fixed.get(part);
  const inFixed = fixed ? walk(fixed, parts, index + 1, values) : null;
  if (inFixed || !at.parameter) return inFixed;
  const value = decode(part);
  if (value === null) return null;
  values.push(value);
  const found = walk(at.parameter, parts, index + 1, values);
  if (!found) values.pop();
  return found;
}

/** Null for what is no text, and for NUL: no id of ours holds it, and the database refuses to look for it. */
function decode(part: string): string | null {
  try {
    const text = decodeURIComponent(part);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
