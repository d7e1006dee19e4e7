import type { z } from "zod";
import type { FormError } from "@/app/_ui/form-error-summary";
import { DomainError } from "@/server/core/errors";

/** Runs a verb with a form's values; what they, or the verb, got wrong comes back, one for each field. Bugs are thrown on. */
export async function submitted<S extends z.ZodType>(
  schema: S,
  values: unknown,
  verb: (input: z.output<S>) => Promise<unknown>,
): Promise<FormError[]> {
  const input = schema.safeParse(values);
  if (!input.success) {
    const first = new Map(input.error.issues.map(({ path, message }) => [path.join("."), message] as const).reverse());
    return [...first].reverse().map(([name, message]) => ({ name, message }));
  }
  try {
    await verb(input.data);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.fields.length > 0) return error.fields.map(({ path, message }) => ({ name: path, message }));
    return [{ message: [error.message, error.next].filter(Boolean).join(" ") }];
  }
}
