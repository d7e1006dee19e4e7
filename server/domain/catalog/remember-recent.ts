/** A function that keeps its last `most` results by key and forgets the one unused for longest. */
export function rememberRecent<Value>(most: number, compute: (key: string) => Value): (key: string) => Value {
  const kept = new Map<string, { readonly value: Value }>();
  return (key) => {
    const found = kept.get(key) ?? { value: compute(key) };
    kept.delete(key);
    kept.set(key, found);
    const oldest = kept.keys().next();
    if (kept.size > most && !oldest.done) kept.delete(oldest.value);
    return found.value;
  };
}
