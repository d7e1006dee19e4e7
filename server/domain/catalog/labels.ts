const initialisms = new Set([
  "api",
  "url",
  "uri",
  "id",
  "ssl",
  "utf8",
  "gcs",
  "aws",
  "s3",
  "ip",
  "sdk",
  "html",
  "http",
]);

/** Words for a person from a key such as `apiKey`, `gc-project` or `track_all_pages`. */
export function labelFromKey(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[\s_.-]+/)
    .filter((word) => word !== "");
  const text = words
    .map((word) => (initialisms.has(word.toLowerCase()) ? word.toUpperCase() : word.toLowerCase()))
    .join(" ");
  return text === "" ? key : text.charAt(0).toUpperCase() + text.slice(1);
}
