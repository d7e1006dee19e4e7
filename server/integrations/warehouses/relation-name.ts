export interface NamePart {
  readonly text: string;
  readonly quoted: boolean;
}

export interface NameParts {
  readonly database: NamePart | null;
  readonly schema: NamePart;
  readonly name: NamePart;
}

/** A part in double quotes or backticks, in which the quote itself stands twice, or a plain one. */
const part = /^(?:"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|([^\s."`]+))/;

/** Takes a relation's name as SQL writes it apart: `"db"."schema"."name"`; null for what is none. */
export function readRelationName(sql: string): NameParts | null {
  const parts: NamePart[] = [];
  for (let rest = sql.trim(); ; ) {
    const match = part.exec(rest);
    if (!match) return null;
    const [all, double, back, plain] = match;
    const text = double?.replaceAll('""', '"') ?? back?.replaceAll("``", "`") ?? plain ?? "";
    parts.push({ text, quoted: plain === undefined });
    rest = rest.slice(all.length);
    if (rest === "") break;
    if (!rest.startsWith(".")) return null;
    rest = rest.slice(1);
  }
  const [name, schema, database = null] = parts.reverse();
  return name && schema && parts.length <= 3 ? { database, schema, name } : null;
}
