"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { signInElsewhere } from "./next-auth";
import { refusalWords } from "./refusal-words";

export interface OtherServicesProps {
  services: readonly { id: string; name: string }[];
  /** Where to be afterwards: a path of ours. */
  callbackUrl: string;
}

/** A button for each other service one can sign in with; nothing when there is none. */
export function OtherServices({ services, callbackUrl }: OtherServicesProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  if (services.length === 0) return null;
  const go = async (id: string) => {
    setChosen(id);
    setFailed(false);
    await signInElsewhere(id, callbackUrl).catch(() => setFailed(true));
    setChosen(null);
  };
  const words = refusalWords("unreachable");
  return (
    <div className="mt-6 flex flex-col gap-2 border-t border-line pt-6">
      {failed ? (
        <Notice kind="danger" title={words.title} live>
          {words.text}
        </Notice>
      ) : null}
      {services.map(({ id, name }) => (
        <Button key={id} pending={chosen === id} onClick={() => go(id)} className="w-full">
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}
