import { resetMinutes } from "./reset-token";

const nothingElse = "If you did not ask for this, do nothing: your password stays as it is.";

/** The words of the mail that carries a link. */
export const resetMail = (link: string) => ({
  subject: "Choose a new password for Tributary",
  text: [
    `Open this link to choose a new password. It works once, within ${resetMinutes} minutes:`,
    link,
    "",
    nothingElse,
    "",
  ].join("\n"),
});

/** The words for somebody who has no password to forget. */
export const noPasswordMail = (providers: readonly string[]) => ({
  subject: "Signing in to Tributary",
  text: [
    "Somebody asked for a new password for this address. Your account has none:",
    `it signs in through another service${providers.length > 0 ? ` (${providers.join(", ")})` : ""}. Choose that one on the sign-in page.`,
    "",
    "If you did not ask for this, do nothing.",
    "",
  ].join("\n"),
});
