/** Digits and the power of ten of the first one: 1234.5 is `12345` and 3. */
function scientific(value: number, fractionDigits?: number): { digits: string; exponent: number } {
  const [mantissa = "", exponent = "0"] = value.toExponential(fractionDigits).split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

/** A finite number without exponent, in the fewest digits that give the same float64. */
export function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  const { digits, exponent } = scientific(Math.abs(value));
  const sign = value < 0 ? "-" : "";
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  return sign + digits.padEnd(exponent + 1, "0");
}

/** JSON numbers beyond this range are printed with an exponent by Go and without one by `jsonencode`. */
export function hasExponentInJson(value: number): boolean {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-6 || size >= 1e21);
}

/** Ten significant digits; exact halves go to the even digit, as in Go. */
function tenDigits(value: number): { digits: string; exponent: number } {
  const exact = scientific(value, 60);
  const isHalf = /^50*$/.test(exact.digits.slice(10));
  if (!isHalf) return scientific(value, 9);
  const kept = exact.digits.slice(0, 10);
  return Number(kept) % 2 === 0 ? { digits: kept, exponent: exact.exponent } : scientific(value, 9);
}

/** A finite number as Go prints a big.Float with `%.10g`: how Terraform compares numbers inside sets of objects. */
export function tenSignificant(value: number): string {
  if (value === 0) return "0";
  const sign = value < 0 ? "-" : "";
  const rounded = tenDigits(Math.abs(value));
  const digits = rounded.digits.replace(/0+$/, "");
  const { exponent } = rounded;
  if (exponent < -4 || exponent >= 10) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    const power = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${digits.slice(0, 1)}${fraction}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return sign + (fraction ? `${whole}.${fraction}` : whole);
}
