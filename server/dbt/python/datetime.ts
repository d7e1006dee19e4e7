import { expectInt, expectText, isNumeric, toNumber } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { type Args, Callable, Float, HostObject, Module, Tuple, type Value } from "@/server/dbt/jinja/values";
import { type CalendarParts, DAY_MS, isoWeek, partsOf, toMs, weekday } from "@/server/dbt/python/calendar";
import { strftime, strptime } from "@/server/dbt/python/strftime";

const MAX_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const MIN_MS = new Date("0001-01-01T00:00:00Z").getTime();

/** `datetime.timedelta`, kept in milliseconds. */
export class TimeDelta extends HostObject {
  readonly typeName = "datetime.timedelta";
  constructor(readonly ms: number) {
    super();
  }
  override get isTruthy(): boolean {
    return this.ms !== 0;
  }
  override attribute(name: string): Value | undefined {
    if (name === "days") return Math.floor(this.ms / DAY_MS);
    if (name === "seconds") return Math.floor((this.ms - Math.floor(this.ms / DAY_MS) * DAY_MS) / 1000);
    if (name === "microseconds") return Math.round((((this.ms % 1000) + 1000) % 1000) * 1000);
    return name === "total_seconds" ? new Callable(name, () => new Float(this.ms / 1000)) : undefined;
  }
  override text(): string {
    const days = Math.floor(this.ms / DAY_MS);
    const clock = strftime(this.ms - days * DAY_MS, "%H:%M:%S").replace(/^0/, "");
    return days ? `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${clock}` : clock;
  }
  override equals(other: Value): boolean {
    return other instanceof TimeDelta && other.ms === this.ms;
  }
  override compare(other: Value): number | undefined {
    return other instanceof TimeDelta ? this.ms - other.ms : undefined;
  }
  override operate(operator: string, other: Value, reversed: boolean): Value | undefined {
    if (other instanceof TimeDelta) {
      if (operator === "+") return new TimeDelta(this.ms + other.ms);
      if (operator === "-") return new TimeDelta(this.ms - other.ms);
      if (operator === "/") return new Float(this.ms / other.ms);
      return operator === "//" ? Math.floor(this.ms / other.ms) : undefined;
    }
    if (isNumeric(other) && operator === "*") return new TimeDelta(this.ms * toNumber(other));
    return isNumeric(other) && operator === "/" && !reversed ? new TimeDelta(this.ms / toNumber(other)) : undefined;
  }
}

/** `datetime.datetime`, or `datetime.date` when `isDate`. Time zones are names only: every clock runs in UTC. */
export class DateTime extends HostObject {
  constructor(
    readonly ms: number,
    readonly isDate = false,
    readonly zone = "",
  ) {
    super();
    if (!(ms >= MIN_MS && ms <= MAX_MS)) throw new JinjaError("date value out of range");
  }
  get typeName(): string {
    return this.isDate ? "datetime.date" : "datetime.datetime";
  }
  override attribute(name: string): Value | undefined {
    const parts = partsOf(this.ms);
    if (Object.hasOwn(parts, name)) return parts[name as keyof CalendarParts];
    if (name === "tzinfo") return this.zone ? new TimeZone(this.zone) : null;
    const method = METHODS.get(name);
    return method && new Callable(name, (args) => method(this, args));
  }
  override text(): string {
    return this.isDate ? strftime(this.ms, "%Y-%m-%d") : this.isoText(" ");
  }
  isoText(separator: string): string {
    if (this.isDate) return this.text();
    const fraction = partsOf(this.ms).microsecond ? strftime(this.ms, ".%f") : "";
    return `${strftime(this.ms, `%Y-%m-%d${separator}%H:%M:%S`)}${fraction}${this.zone ? "+00:00" : ""}`;
  }
  override equals(other: Value): boolean {
    return other instanceof DateTime && other.ms === this.ms && other.isDate === this.isDate;
  }
  override compare(other: Value): number | undefined {
    return other instanceof DateTime ? this.ms - other.ms : undefined;
  }
  override operate(operator: string, other: Value, reversed: boolean): Value | undefined {
    if (other instanceof TimeDelta && operator === "+") return this.moved(other.ms);
    if (other instanceof TimeDelta && operator === "-" && !reversed) return this.moved(-other.ms);
    if (other instanceof DateTime && operator === "-")
      return new TimeDelta(reversed ? other.ms - this.ms : this.ms - other.ms);
    return undefined;
  }
  private moved(by: number): DateTime {
    const ms = this.isDate ? this.ms + Math.floor(by / DAY_MS) * DAY_MS : this.ms + by;
    return new DateTime(ms, this.isDate, this.zone);
  }
}

class TimeZone extends HostObject {
  readonly typeName = "tzinfo";
  constructor(readonly zone: string) {
    super();
  }
  override text(): string {
    return this.zone;
  }
  override attribute(name: string): Value | undefined {
    if (name === "zone") return this.zone;
    if (name !== "localize" && name !== "normalize") return undefined;
    return new Callable(name, (args) => {
      const value = args.positional[0] ?? null;
      return value instanceof DateTime ? new DateTime(value.ms, value.isDate, this.zone) : value;
    });
  }
}

type DateMethod = (self: DateTime, args: Args) => Value;

const METHODS: ReadonlyMap<string, DateMethod> = new Map<string, DateMethod>([
  ["strftime", (self, args) => strftime(self.ms, expectText(args.get(0, "format", null)), self.zone)],
  ["__format__", (self, args) => strftime(self.ms, expectText(args.positional[0]), self.zone)],
  ["isoformat", (self, args) => self.isoText(expectText(args.get(0, "sep", "T")))],
  ["date", (self) => new DateTime(Math.floor(self.ms / DAY_MS) * DAY_MS, true)],
  ["time", (self) => strftime(self.ms, "%H:%M:%S")],
  ["weekday", (self) => weekday(self.ms)],
  ["isoweekday", (self) => weekday(self.ms) + 1],
  ["isocalendar", (self) => new Tuple([isoWeek(self.ms).year, isoWeek(self.ms).week, weekday(self.ms) + 1])],
  ["timestamp", (self) => new Float(self.ms / 1000)],
  ["toordinal", (self) => Math.floor(self.ms / DAY_MS) + 719_163],
  ["replace", (self, args) => replaceParts(self, args)],
  ["astimezone", (self, args) => new DateTime(self.ms, self.isDate, zoneName(args.positional[0] ?? null) || "UTC")],
  ["utctimetuple", (self) => new Tuple(Object.values(partsOf(self.ms)))],
]);

const PART_NAMES = ["year", "month", "day", "hour", "minute", "second", "microsecond"] as const;

function replaceParts(self: DateTime, args: Args): DateTime {
  const parts = partsOf(self.ms);
  PART_NAMES.forEach((name, i) => {
    const value = args.find(i, name);
    if (value !== undefined) parts[name] = expectInt(value);
  });
  const zone = args.named.has("tzinfo") ? zoneName(args.named.get("tzinfo") ?? null) : self.zone;
  return new DateTime(checked(parts), self.isDate, zone);
}

function construct(args: Args, isDate: boolean): DateTime {
  const parts = { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 };
  PART_NAMES.slice(0, isDate ? 3 : 7).forEach((name, i) => {
    const value = args.find(i, name);
    if (value === undefined && i < 3) throw new JinjaError(`function missing required argument '${name}'`);
    if (value !== undefined) parts[name] = expectInt(value);
  });
  return new DateTime(checked(parts), isDate, zoneName(args.get(7, "tzinfo", null)));
}

function checked(parts: CalendarParts): number {
  const ms = toMs(parts);
  if (ms === undefined) throw new JinjaError("day is out of range for month, or another part is out of range");
  return ms;
}

function zoneName(value: Value): string {
  return value instanceof TimeZone ? value.zone : "";
}

function fromIso(text: string, isDate: boolean): DateTime {
  const match =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.(\d{1,6}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  if (!match) throw new JinjaError(`Invalid isoformat string: '${text}'`);
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = "", zone] = match;
  const parts = {
    year: +(year ?? 0),
    month: +(month ?? 0),
    day: +(day ?? 0),
    hour: +hour,
    minute: +minute,
    second: +second,
  };
  return new DateTime(checked({ ...parts, microsecond: Number(fraction.padEnd(6, "0")) }), isDate, zone ? "UTC" : "");
}

function timeDelta(args: Args): TimeDelta {
  const units = {
    days: DAY_MS,
    seconds: 1000,
    microseconds: 0.001,
    milliseconds: 1,
    minutes: 60_000,
    hours: 3_600_000,
    weeks: 7 * DAY_MS,
  };
  const ms = Object.entries(units).reduce((sum, [name, unit], i) => sum + toNumber(args.get(i, name, 0)) * unit, 0);
  return new TimeDelta(ms);
}

/** `modules.datetime` and `modules.pytz`, with the clock given: loads must be repeatable. */
export function datetimeModules(nowMs: number): { datetime: Module; pytz: Module } {
  const classOf = (isDate: boolean): Module => {
    const start = isDate ? Math.floor(nowMs / DAY_MS) * DAY_MS : nowMs;
    const now = new Callable("now", (args) => new DateTime(start, isDate, zoneName(args.get(0, "tz", null))));
    return Module.of(
      isDate ? "date" : "datetime",
      {
        now,
        today: now,
        utcnow: now,
        strptime: new Callable(
          "strptime",
          (args) => new DateTime(strptime(expectText(args.positional[0]), expectText(args.positional[1]))),
        ),
        fromisoformat: new Callable("fromisoformat", (args) => fromIso(expectText(args.positional[0]), isDate)),
        fromtimestamp: new Callable(
          "fromtimestamp",
          (args) => new DateTime(toNumber(args.positional[0] ?? null) * 1000, isDate),
        ),
        combine: new Callable("combine", (args) => args.positional[0] ?? null),
        min: new DateTime(MIN_MS, isDate),
        max: new DateTime(MAX_MS, isDate),
      },
      (args) => construct(args, isDate),
    );
  };
  const utc = new TimeZone("UTC");
  const datetime = Module.of("datetime", {
    datetime: classOf(false),
    date: classOf(true),
    timedelta: new Callable("timedelta", timeDelta),
    timezone: Module.of("timezone", { utc }),
    time: new Callable("time", (args) =>
      args.positional.map((part) => String(expectInt(part)).padStart(2, "0")).join(":"),
    ),
  });
  const timezone = new Callable("timezone", (args) => new TimeZone(expectText(args.positional[0])));
  return { datetime, pytz: Module.of("pytz", { timezone, utc, UTC: utc }) };
}
