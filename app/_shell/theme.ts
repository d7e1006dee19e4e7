/** The person's choice of look; "system" follows the computer. */
export type ThemeChoice = "system" | "light" | "dark";

export const THEME_COOKIE = "theme";

export function themeChoice(cookie: string | undefined): ThemeChoice {
  return cookie === "light" || cookie === "dark" ? cookie : "system";
}

/** For `<html data-theme={…}>` in the root layout, from the cookie: without it the first paint would be the wrong look. */
export function themeAttribute(cookie: string | undefined): "light" | "dark" | undefined {
  const choice = themeChoice(cookie);
  return choice === "system" ? undefined : choice;
}
