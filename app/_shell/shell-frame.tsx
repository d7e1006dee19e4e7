"use client";

import { clsx } from "clsx";
import { Menu as MenuIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { IconButton } from "../_ui/icon-button";

export interface ShellFrameProps {
  sidebar: ReactNode;
  header: ReactNode;
  children: ReactNode;
}

/** Places sidebar, header and page. On narrow screens the sidebar folds away behind a menu button. */
export function ShellFrame({ sidebar, header, children }: ShellFrameProps) {
  const { open, setOpen, panel, button } = useFoldingSidebar();
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      {open ? (
        <div aria-hidden className="fixed inset-0 z-30 bg-scrim lg:hidden" onClick={() => setOpen(false)} />
      ) : null}
      <nav
        ref={panel}
        id="sidebar"
        aria-label="Main"
        className={clsx(
          "flex flex-col border-r border-line bg-canvas max-lg:fixed max-lg:inset-y-0 max-lg:left-0 max-lg:z-40 max-lg:w-64",
          "lg:sticky lg:top-0 lg:h-dvh",
          open ? "max-lg:visible" : "max-lg:invisible max-lg:-translate-x-full",
        )}
      >
        {sidebar}
      </nav>
      <div className="flex min-w-0 flex-col" inert={open}>
        <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-line bg-surface px-3 lg:px-6">
          <IconButton
            ref={button}
            label="Menu"
            icon={<MenuIcon aria-hidden />}
            aria-expanded={open}
            aria-controls="sidebar"
            className="lg:hidden"
            onClick={() => setOpen(true)}
          />
          {header}
        </header>
        <main id="main" tabIndex={-1} className="min-w-0 grow px-3 py-5 outline-none lg:px-6">
          {children}
        </main>
      </div>
    </div>
  );
}

function useFoldingSidebar() {
  const [open, setOpen] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: any move to another page folds it
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!open) return;
    const back = button.current;
    panel.current?.querySelector<HTMLElement>("a, button")?.focus();
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    const wide = window.matchMedia("(min-width: 64rem)");
    const onWide = () => setOpen(false);
    window.addEventListener("keydown", onKey);
    wide.addEventListener("change", onWide);
    return () => {
      window.removeEventListener("keydown", onKey);
      wide.removeEventListener("change", onWide);
      // The page is inert until React has committed; focus can return only after that.
      requestAnimationFrame(() => back?.focus());
    };
  }, [open]);
  return { open, setOpen, panel, button };
}
