import type { ReactNode } from "react";
import { DraftsProvider } from "../setup/_parts/drafts";

export default function ChangeLayout({ children }: { children: ReactNode }) {
  return <DraftsProvider>{children}</DraftsProvider>;
}
