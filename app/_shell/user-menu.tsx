"use client";

import { LogOut, UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import { Menu } from "../_ui/menu";
import { MenuChoices, MenuLink, MenuSeparator } from "../_ui/menu-items";
import { THEME_COOKIE, type ThemeChoice, themeChoice } from "./theme";

export interface ShellUser {
  name: string;
  email: string;
  /** The role in this workspace, in words: "Workspace Owner". */
  role?: string;
}

export interface UserMenuProps {
  user: ShellUser;
  /** The page that ends the session; it asks and posts. */
  signOutHref: string;
  /** The person's own page, if there is one. */
  profileHref?: string;
}

const THEMES: ReadonlyArray<{ value: ThemeChoice; label: string }> = [
  { value: "system", label: "As the computer" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Who is signed in, the look, and the way out. */
export function UserMenu({ user, signOutHref, profileHref }: UserMenuProps) {
  const [theme, setTheme] = useTheme();
  return (
    <Menu
      label={`Account: ${user.name || user.email}`}
      triggerClassName="flex size-8 shrink-0 items-center justify-center rounded-full border border-line-strong text-ink-muted hover:bg-hover"
      trigger={
        <>
          <UserRound aria-hidden className="size-4" />
          <span className="sr-only">Account: {user.name || user.email}</span>
        </>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium" dir="auto">
          {user.name || user.email}
        </p>
        <p className="truncate text-sm text-ink-muted">{user.email}</p>
        {user.role ? <p className="text-sm text-ink-muted">{user.role}</p> : null}
      </div>
      <MenuSeparator />
      <MenuChoices label="Look" value={theme} choices={THEMES} onValueChange={(next) => setTheme(themeChoice(next))} />
      <MenuSeparator />
      {profileHref ? (
        <MenuLink href={profileHref} icon={<UserRound aria-hidden />}>
          Your account
        </MenuLink>
      ) : null}
      <MenuLink href={signOutHref} reload icon={<LogOut aria-hidden />}>
        Sign out
      </MenuLink>
    </Menu>
  );
}

const YEAR_S = 31_536_000;

function useTheme(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const [theme, setTheme] = useState<ThemeChoice>("system");
  useEffect(() => setTheme(themeChoice(document.documentElement.dataset.theme)), []);
  const choose = (choice: ThemeChoice) => {
    setTheme(choice);
    const root = document.documentElement;
    if (choice === "system") delete root.dataset.theme;
    else root.dataset.theme = choice;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${THEME_COOKIE}=${choice}; path=/; max-age=${choice === "system" ? 0 : YEAR_S}; samesite=lax`;
  };
  return [theme, choose];
}
