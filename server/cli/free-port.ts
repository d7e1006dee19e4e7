import { createServer } from "node:net";
import { StartError } from "@/server/start-error";
import { isSystemError } from "./system-error";

const reasons: { readonly [code: string]: string } = {
  EADDRINUSE: "is taken, by another Tributary or another program. Stop that, or set PORT to another one.",
  EACCES: "is not for this user to listen on. Set PORT to one from 1024 on.",
};

/** Ends a start whose port cannot be listened on, before anything is begun. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const reason = reasons[error.code];
    throw new StartError(
      reason === undefined
        ? `Cannot listen on ${host}, port ${port} (${error.code}). Set HOST to an address of this machine.`
        : `Port ${port} of ${host} ${reason}`,
    );
  }
  await new Promise((resolve) => server.close(resolve));
}
