"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Switch } from "@/app/_ui/switch";
import { showToast } from "@/app/_ui/toast";

export interface EnabledSwitchProps {
  workspace: string;
  enabled: boolean;
  /** The person may look only. */
  readOnly: boolean;
}

/** Switches pushing on or off; changes are recorded either way. */
export function EnabledSwitch({ workspace, enabled, readOnly }: EnabledSwitchProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const set = useMutation(trpc.gitSync.setEnabled.mutationOptions());
  // What the person wants, until the page has been rendered with it: the knob never jumps back in between.
  const [wanted, setWanted] = useState<boolean | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state of the server ends the waiting
  useEffect(() => setWanted(null), [enabled]);
  const change = (next: boolean) => {
    setWanted(next);
    set.mutate(
      { workspace, enabled: next },
      {
        onSuccess: () => {
          showToast("success", next ? "Git Sync is on" : "Git Sync is off");
          router.refresh();
        },
        onError: (error) => {
          setWanted(null);
          showToast("danger", "Nothing was switched", failureText(error));
        },
      },
    );
  };
  return (
    <Switch
      label="Enabled"
      checked={wanted ?? enabled}
      disabled={readOnly || set.isPending}
      onChange={(event) => change(event.target.checked)}
      help="Off: changes are still recorded and nothing is pushed. On again: what was missed is pushed in order."
    />
  );
}
