const lookEveryMs = 1000;

/**
 * Ends this process when the one that started it is gone, even by kill -9: its database goes too, and a server left alone
 * would keep the port from the next start.
 */
export function endWithStarter(starter = Number(process.env.TRIBUTARY_STARTER_PID)): void {
  if (!Number.isInteger(starter) || starter <= 0) return;
  setInterval(() => {
    try {
      process.kill(starter, 0);
    } catch {
      process.exit(0);
    }
  }, lookEveryMs).unref();
}
