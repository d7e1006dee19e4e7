/**
 * Puts the CTEs of ephemeral parents before a query's own: behind its `with` when it starts with one, else in front.
 * Blanks before either, and comments before its own `with`, stay where they are.
 */
export function injectCtes(sql: string, ctes: readonly string[]): string {
  if (!ctes.length) return sql;
  const joined = ctes.join(", ");
  const start = skipBlanks(sql, 0);
  const keyword = /^with(?:\s+recursive)?\b/i.exec(sql.slice(start, start + 100));
  if (!keyword) {
    const blank = skipSpace(sql, 0);
    return `${sql.slice(0, blank)}with${joined} ${sql.slice(blank)}`;
  }
  const keywordEnd = start + keyword[0].length;
  const bodyStart = skipSpace(sql, keywordEnd);
  return `${sql.slice(0, keywordEnd)}${sql.slice(keywordEnd, bodyStart)}${joined}, ${sql.slice(bodyStart)}`;
}

function skipSpace(sql: string, from: number): number {
  let at = from;
  while (at < sql.length && /\s/.test(sql[at] ?? "")) at++;
  return at;
}

function skipBlanks(sql: string, from: number): number {
  let at = skipSpace(sql, from);
  for (;;) {
    const end = sql.startsWith("--", at)
      ? sql.indexOf("\n", at)
      : sql.startsWith("/*", at)
        ? sql.indexOf("*/", at) + 1
        : 0;
    if (end <= 0) return at;
    at = skipSpace(sql, end + 1);
  }
}
