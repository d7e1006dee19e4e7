const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS/, "Firefox"],
  [/HeadlessChrome/, "Chrome without a window"],
  [/Chrome\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
  [/curl\//, "curl"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

const find = (table: typeof browsers, userAgent: string) => table.find(([shape]) => shape.test(userAgent))?.[1];

/** "Firefox on Linux" from what a browser says of itself; a guess, for a person to recognise their own. */
export function browserWords(userAgent: string): string {
  const browser = find(browsers, userAgent) ?? "Unknown browser";
  const system = find(systems, userAgent);
  return system ? `${browser} on ${system}` : browser;
}
