import { z } from "zod";

/** A page of runs: what is older than `before`, or newer than `after`; the newest without either. */
export const RunsPage = z.object({
  before: z.string().max(64).optional(),
  after: z.string().max(64).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
