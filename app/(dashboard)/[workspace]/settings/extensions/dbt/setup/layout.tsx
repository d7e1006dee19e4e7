import type { ReactNode } from "react";
import { DraftsProvider } from "./_parts/drafts";

export default function SetupLayout({ children }: { children: ReactNode }) {
  return <DraftsProvider>{children}</DraftsProvider>;
}
