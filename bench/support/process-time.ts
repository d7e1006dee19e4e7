import { readdirSync, readFileSync } from "node:fs";

/** Of `sysconf(_SC_CLK_TCK)`, which is 100 wherever Node runs on Linux. */
const tickMs = 10;

interface Stat {
  readonly parent: number;
  readonly cpuMs: number;
}

/** Milliseconds of processor time that a process and everything it started have used so far. Linux only: it reads /proc. */
export function processTimeMs(pid: number): number {
  const all = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): [number, Stat][] => {
        const stat = readStat(name);
        return stat ? [[Number(name), stat]] : [];
      }),
  );
  const isBelow = (of: number): boolean => of === pid || (of > 1 && isBelow(all.get(of)?.parent ?? 0));
  return [...all].reduce((sum, [each, { cpuMs }]) => (isBelow(each) ? sum + cpuMs : sum), 0);
}

/** Null for one that has just ended. */
function readStat(pid: string): Stat | null {
  try {
    // The name may hold spaces and parentheses: what follows it begins behind the last one.
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs };
  } catch {
    return null;
  }
}
