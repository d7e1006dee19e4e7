"use client";

import { Power } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureOf } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { showToast } from "@/app/_ui/toast";
import type { KindName } from "@/server/core/kinds/types";

export interface ToggleResourceProps {
  slug: string;
  kind: KindName;
  id: string;
  title: string;
  word: string;
  enabled: boolean;
}

/** Enables or disables a resource at once: the same button takes it back. */
export function ToggleResource({ slug, kind, id, title, word, enabled }: ToggleResourceProps) {
  const client = useTRPCClient();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const toggle = () =>
    startTransition(async () => {
      try {
        await client.resources.update.mutate({ workspace: slug, kind, id, changes: { enabled: !enabled } });
        showToast("success", `${word} ${enabled ? "disabled" : "enabled"}`, title);
      } catch (error) {
        const { message, next } = failureOf(error);
        showToast("danger", message, next ?? undefined);
      }
      router.refresh();
    });
  return (
    <Button icon={<Power aria-hidden className="size-4" />} pending={pending} onClick={toggle}>
      {enabled ? "Disable" : "Enable"}
    </Button>
  );
}
