"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Switch } from "@/app/_ui/switch";
import { showToast } from "@/app/_ui/toast";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";

export interface SecretsStyleSwitchProps {
  workspace: string;
  style: SecretsStyle;
  /** The person may look only. */
  readOnly: boolean;
}

/** Writes secrets as Terraform variables, or masked; a change is followed by a full sync. */
export function SecretsStyleSwitch({ workspace, style, readOnly }: SecretsStyleSwitchProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const set = useMutation(trpc.gitSync.setSecretsStyle.mutationOptions());
  const [wanted, setWanted] = useState<SecretsStyle | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state of the server ends the waiting
  useEffect(() => setWanted(null), [style]);
  const change = (next: SecretsStyle) => {
    setWanted(next);
    set.mutate(
      { workspace, style: next },
      {
        onSuccess: () => {
          const now = next === "variables" ? "Secrets are written as variables" : "Secrets are written masked";
          showToast("success", now, "A full sync brings the repository to it.");
          router.refresh();
        },
        onError: (error) => {
          setWanted(null);
          showToast("danger", "Nothing was changed", failureText(error));
        },
      },
    );
  };
  return (
    <Switch
      label="Secrets as Terraform variables"
      checked={(wanted ?? style) === "variables"}
      disabled={readOnly || set.isPending}
      onChange={(event) => change(event.target.checked ? "variables" : "masked")}
      help="Off: secrets are masked, as Segment writes them. On: each is a sensitive variable, declared in variables.tf. Neither puts a secret into Git. A change starts a full sync."
    />
  );
}
