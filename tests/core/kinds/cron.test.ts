import { expect, it } from "vitest";
import { cronSpacingMinutes } from "@/server/core/kinds/cron";

it.each([
  ["* * * * *", 1],
  ["*/15 * * * *", 15],
  ["0 */6 * * *", 360],
  ["0 9 * * mon-fri", 1440],
  ["0,50 0,1 * * *", 10],
  ["0-30/10 5 1 JAN,jul 0", 10],
  ["50 23 * * *", 1440],
  ["0 0,23 * * *", 60],
  ["30/20 * * * *", 20],
  ["  5   4 * * 7 ", 1440],
])("“%s” leaves %s minutes between runs", (spec, minutes) => expect(cronSpacingMinutes(spec)).toBe(minutes));

it.each([
  "",
  "* * * *",
  "* * * * * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "5-1 * * * *",
  "*/0 * * * *",
  "a b c d e",
  "1-2-3 * * * *",
  ", * * * *",
  "* * * foo *",
  `${"1,".repeat(600)}1 * * * *`,
])("“%s” is no cron expression", (spec) => expect(cronSpacingMinutes(spec)).toBeNull());
