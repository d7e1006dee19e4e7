import { z } from "zod";

/** Control characters, and marks that turn the direction of text: with them a name can be made to read as another one. */
const misleading = /[\p{Cc}\p{Bidi_Control}]/u;

/** A name that may be left empty. */
export const shownText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `A name may have at most ${most} characters.`)
    .refine((name) => !misleading.test(name) && name.isWellFormed(), "This name has characters that cannot be shown.");

/** A name that people give and others read. */
export const shownName = (most: number, least: string) => shownText(most).min(1, least);
