/** `at` is where it begins, in characters from 0. */
export type Token = Content & { readonly at: number };

type Content =
  | { readonly type: "path"; readonly text: string }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "word"; readonly word: "and" | "or" | "in" | "true" | "false" | "null" }
  | { readonly type: "mark"; readonly mark: Mark };

export type Mark = "(" | ")" | "[" | "]" | "," | "!" | "=" | "!=" | ">" | ">=" | "<" | "<=";

/** A text that is not FQL, and where that shows: `at` counts characters from 0. */
export interface FqlProblem {
  readonly message: string;
  readonly at: number;
  /** The text has the form of FQL: only a function in it is not known here. */
  readonly unknownFunction?: true;
}

const marks: readonly Mark[] = ["!=", ">=", "<=", "(", ")", "[", "]", ",", "!", "=", ">", "<"];
const words = new Set(["and", "or", "in", "true", "false", "null"]);
const pathStart = /[\p{L}_$\\]/u;
const pathPart = /(?:[\p{L}\p{N}_$.-]|\\.)+/uy;
const numberPart = /-?\d+(?:\.\d+)?/y;

/** The tokens of an FQL text, or the first thing in it that is none. */
export function tokenize(text: string): { readonly tokens: Token[] } | { readonly problem: FqlProblem } {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = /\s+/y;
    space.lastIndex = at;
    if (space.test(text)) {
      at = space.lastIndex;
      continue;
    }
    const next = readToken(text, at);
    if ("message" in next) return { problem: next };
    tokens.push({ ...next.token, at });
    at = next.end;
  }
  return { tokens };
}

type Read = { readonly token: Content; readonly end: number };

function readToken(text: string, at: number): Read | FqlProblem {
  const first = text.charAt(at);
  if (first === '"' || first === "'") return readString(text, at, first);
  const mark = marks.find((each) => text.startsWith(each, at));
  // Presets of Segment's own catalog write `==`.
  if (mark) return { token: { type: "mark", mark }, end: at + (text.startsWith("==", at) ? 2 : mark.length) };
  numberPart.lastIndex = at;
  const digits = numberPart.exec(text)?.[0];
  if (digits !== undefined) return readNumber(digits, at);
  pathPart.lastIndex = at;
  const path = pathStart.test(first) ? pathPart.exec(text)?.[0] : undefined;
  if (path === undefined) return { message: `“${first}” has no meaning here.`, at };
  const word = path.toLowerCase();
  // `AND` and `OR` have no other sensible reading than the connectives, and real triggers spell them so.
  const isWord = words.has(path) || word === "and" || word === "or";
  return {
    token: isWord ? ({ type: "word", word } as Content) : { type: "path", text: path },
    end: at + path.length,
  };
}

function readNumber(digits: string, at: number): Read | FqlProblem {
  const value = Number(digits);
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return { message: "This number is too large.", at };
  return { token: { type: "number", value }, end: at + digits.length };
}

function readString(text: string, start: number, quote: string): Read | FqlProblem {
  let value = "";
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) return { token: { type: "string", value }, end: at + 1 };
    if (character !== "\\") {
      value += character;
      continue;
    }
    const escaped = text.charAt(at + 1);
    // What `match` reads as an escape of its own reaches it as it is written.
    if (escaped !== "" && "*?[]-".includes(escaped)) value += character;
    else if (escaped !== quote && escaped !== "\\") return { message: `“\\${escaped}” is not an escape.`, at };
    value += escaped;
    at++;
  }
  return { message: "This text is not closed.", at: start };
}
