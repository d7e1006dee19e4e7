import { env } from "./env";

/** Where people reach the product, without a slash at the end. */
export function publicUrl(): string {
  const { TRIBUTARY_URL, HOST, PORT } = env();
  return (TRIBUTARY_URL ?? `http://${HOST === "0.0.0.0" ? "127.0.0.1" : HOST}:${PORT}`).replace(/\/+$/, "");
}
