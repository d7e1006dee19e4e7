"use client";

import { LatePageError } from "./_shell/late-page-error";
import type { PageErrorProps } from "./_shell/page-error";

/** For pages without a workspace around them, and for workspaces of which nothing can be shown. */
export default function WholePageError(props: PageErrorProps) {
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <title>Error · Tributary</title>
      <LatePageError {...props} />
    </main>
  );
}
