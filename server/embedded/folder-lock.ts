import fs from "node:fs";
import net from "node:net";
import path from "node:path";

interface Holder {
  pid: number;
  port: number;
}

/** The folder is in use by a live process; two on one folder would corrupt it. */
export class FolderInUseError extends Error {
  override name = "FolderInUseError";
  constructor(
    folder: string,
    readonly holder: Holder,
  ) {
    super(
      `${folder} is in use by process ${holder.pid}. Stop that Tributary first, or set TRIBUTARY_DATA_DIR to another folder.`,
    );
  }
}

const lockFile = (folder: string) => path.join(folder, "embedded.lock");

function readHolder(folder: string): Holder | null {
  try {
    return JSON.parse(fs.readFileSync(lockFile(folder), "utf8")) as Holder;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1" });
    const done = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });

/**
 * Takes the folder for a process that will listen on `port`. A lock left by a killed process is recognised (its pid is
 * gone, or reused by something that does not listen there) and replaced.
 */
export async function lockFolder(folder: string, holder: Holder): Promise<() => void> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = JSON.stringify(holder);
  for (;;) {
    try {
      fs.writeFileSync(lockFile(folder), text, { flag: "wx", mode: 0o600 });
      return () => {
        if (fs.existsSync(lockFile(folder)) && fs.readFileSync(lockFile(folder), "utf8") === text) fs.rmSync(lockFile(folder));
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const current = readHolder(folder);
    if (current && isAlive(current.pid) && (current.pid === process.pid || (await answers(current.port)))) {
      throw new FolderInUseError(folder, current);
    }
    fs.rmSync(lockFile(folder), { force: true });
  }
}
