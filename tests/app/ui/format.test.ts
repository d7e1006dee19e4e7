import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatDuration, formatExact, formatNumber, formatRelative } from "@/app/_ui/format";

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 4, 12, 9);

describe("numbers", () => {
  it("are grouped by thousands", () => {
    expect(formatNumber(0)).toBe("0");
    expect(formatNumber(1234567)).toBe("1,234,567");
  });

  it("take the plural of their word unless there is exactly one", () => {
    expect(formatCount(1, "run")).toBe("1 run");
    expect(formatCount(0, "run")).toBe("0 runs");
    expect(formatCount(2500, "entry", "entries")).toBe("2,500 entries");
  });
});

describe("durations", () => {
  it.each([
    [0, "0 ms"],
    [-5, "0 ms"],
    [340.4, "340 ms"],
    [999, "999 ms"],
    [999.6, "1.0 s"],
    [1840, "1.8 s"],
    [9_949, "9.9 s"],
    [9_999, "10 s"],
    [59_400, "59 s"],
    [59_600, "1 min"],
    [124_000, "2 min 4 s"],
    [3_599_600, "1 h"],
    [12_000_000, "3 h 20 min"],
    [86_399_999, "1 d"],
    [187_200_000, "2 d 4 h"],
  ])("%d ms reads %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("relative times", () => {
  it.each([
    [0, "just now"],
    [-44_000, "just now"],
    [-46_000, "1 minute ago"],
    [-3 * MINUTE, "3 minutes ago"],
    [-59.6 * MINUTE, "1 hour ago"],
    [-23 * 60 * MINUTE, "23 hours ago"],
    [-26 * 60 * MINUTE, "yesterday"],
    [-45 * 24 * 60 * MINUTE, "last month"],
    [-800 * 24 * 60 * MINUTE, "2 years ago"],
    [2 * 60 * MINUTE, "in 2 hours"],
  ])("a distance of %d ms reads %s", (distance, text) => {
    expect(formatRelative(NOW + distance, NOW)).toBe(text);
  });
});

describe("exact times", () => {
  it("are in UTC unless a zone is named", () => {
    expect(formatExact(NOW)).toBe("2026-11-22 04:12:09 UTC");
    expect(formatExact(NOW, "Asia/Kolkata")).toMatch(/^2026-11-22 09:42:09 \S+/);
  });

  it("write midnight as 00, not 24", () => {
    expect(formatExact(Date.UTC(2026, 0, 1))).toBe("2026-01-01 00:00:00 UTC");
  });
});

describe("bytes", () => {
  it.each([
    [0, "0 B"],
    [812, "812 B"],
    [1024, "1.0 kB"],
    [1536, "1.5 kB"],
    [20 * 1024 * 1024, "20 MB"],
    [1024 * 1024 - 1, "1.0 MB"],
  ])("%d reads %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
