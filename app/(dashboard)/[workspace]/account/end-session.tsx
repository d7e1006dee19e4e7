"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { formatCount } from "@/app/_ui/format";
import { showToast } from "@/app/_ui/toast";

/** Signs one other session out. */
export function EndSession({ id }: { id: string }) {
  const client = useTRPCClient();
  return (
    <EndButton label="Sign out" end={() => client.me.revokeSession.mutate({ sessionId: id })} done="Session ended" />
  );
}

/** Signs all sessions but this one out. */
export function EndOtherSessions({ count }: { count: number }) {
  const client = useTRPCClient();
  return (
    <EndButton
      label="Sign out everywhere else"
      end={() => client.me.revokeOtherSessions.mutate()}
      done={`${formatCount(count, "session")} ended`}
    />
  );
}

function EndButton({ label, end, done }: { label: string; end: () => Promise<unknown>; done: string }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const run = () =>
    startTransition(async () => {
      try {
        await end();
        showToast("success", done);
      } catch (error) {
        showToast("danger", failureText(error));
      }
      router.refresh();
    });
  return (
    <Button size="sm" pending={pending} onClick={run}>
      {label}
    </Button>
  );
}
