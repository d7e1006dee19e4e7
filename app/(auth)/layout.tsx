import { Waves } from "lucide-react";
import type { ReactNode } from "react";

/** Stands around the signed-out pages: the product's name and one column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-12 sm:py-20">
      <header className="mb-6 flex items-center gap-2">
        <Waves aria-hidden className="size-5 text-accent" />
        <span className="text-lg font-semibold">Tributary</span>
      </header>
      <main className="w-full max-w-md rounded-md border border-line bg-surface px-6 py-6 wrap-anywhere sm:px-8">
        {children}
      </main>
    </div>
  );
}
