const TABLE_SECONDS = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];
const JITTER_SECONDS = 30;

/** The server's back-off before the next attempt, in ms: a table with up to 30 s at random, so that failures spread. */
export function tableDelayMs(attempt: number): number {
  const seconds = TABLE_SECONDS[Math.min(attempt, TABLE_SECONDS.length - 1)] ?? 0;
  return (seconds + Math.random() * JITTER_SECONDS) * 1000;
}
