import { InvalidError } from "@/server/core/errors";
import { checkSchedule } from "@/server/core/kinds/schedule";
import { isRecord, record, text } from "@/server/core/kinds/values";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

/** The schedule that older API clients give a model; today's schedules stand in mappings, so nothing runs by it. */
export interface ModelSchedule {
  readonly scheduleStrategy: string;
  readonly scheduleConfig: { readonly [key: string]: JsonValue };
}

export const modelScheduleOf = (extra: ResourceState): ModelSchedule => ({
  scheduleStrategy: text(extra.scheduleStrategy) || "MANUAL",
  scheduleConfig: record(extra.scheduleConfig),
});

export interface GivenSchedule {
  readonly scheduleStrategy?: string | null | undefined;
  readonly scheduleConfig?: { readonly [key: string]: unknown } | null | undefined;
}

/** What is kept about a model with a schedule set; what is not given stays. Throws InvalidError for an impossible one. */
export function withSchedule({ scheduleStrategy, scheduleConfig }: GivenSchedule, kept: ResourceState): ResourceState {
  const before = modelScheduleOf(kept);
  const strategy = scheduleStrategy?.toUpperCase() ?? before.scheduleStrategy;
  const given = scheduleConfig as ModelSchedule["scheduleConfig"] | null | undefined;
  const config = given ?? (strategy === before.scheduleStrategy ? before.scheduleConfig : {});
  const isEmpty = isRecord(config) && Object.keys(config).length === 0;
  const problems = checkSchedule({ strategy, config: isEmpty ? null : config });
  if (problems.length > 0) {
    throw new InvalidError(
      problems.map(({ path, message }) => ({
        path: path.endsWith("strategy") ? "scheduleStrategy" : "scheduleConfig",
        message,
      })),
    );
  }
  return { ...kept, scheduleStrategy: strategy, scheduleConfig: config };
}
