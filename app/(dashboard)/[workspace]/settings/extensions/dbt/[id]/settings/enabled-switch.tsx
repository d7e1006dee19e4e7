"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Switch } from "@/app/_ui/switch";
import { showToast } from "@/app/_ui/toast";

/** Switches looking for new commits off or on. */
export function EnabledSwitch({ workspace, id, enabled }: { workspace: string; id: string; enabled: boolean }) {
  const router = useRouter();
  const trpc = useTRPC();
  const set = useMutation(trpc.dbtModels.setEnabled.mutationOptions());
  // What the person wants, until the page has been rendered with it: the knob never jumps back in between.
  const [wanted, setWanted] = useState<boolean | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state of the server ends the waiting
  useEffect(() => setWanted(null), [enabled]);
  const change = (next: boolean) => {
    setWanted(next);
    set.mutate(
      { workspace, id, enabled: next },
      {
        onSuccess: () => router.refresh(),
        onError: (error) => {
          setWanted(null);
          showToast("danger", "Nothing was switched", failureText(error));
        },
      },
    );
  };
  return (
    <Switch
      label="Look for new commits"
      checked={wanted ?? enabled}
      disabled={set.isPending}
      onChange={(event) => change(event.target.checked)}
      help="Off: the models stay as they are. Sync now still works."
    />
  );
}
