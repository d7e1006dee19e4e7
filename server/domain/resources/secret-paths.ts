/** Secrets of what is kept beyond attributes have paths that begin so; edits of attributes leave them alone. */
export const extraPrefix = "extra.";

/** The condition that a row of `ResourceSecret` belongs to the resource's settings. */
export const ofSettings = { NOT: { path: { startsWith: extraPrefix } } } as const;
