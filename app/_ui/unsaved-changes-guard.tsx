"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { Dialog, DialogClose } from "./dialog";
import { watchHistory } from "./history-steps";
import { guardLeaving } from "./leaving";

/** What the question says; the browser's own one, on closing the tab, has its own words. */
export interface GuardWords {
  title: string;
  text: string;
  stay: string;
  leave: string;
}

const unsaved: GuardWords = {
  title: "Leave without saving?",
  text: "What you changed on this page has not been saved.",
  stay: "Keep editing",
  leave: "Leave without saving",
};

/** While `dirty`, asks before the person leaves: by a link, the palette, Back or Forward, by closing or reloading the tab. */
export function UnsavedChangesGuard({ dirty, words = unsaved }: { dirty: boolean; words?: GuardWords }) {
  const router = useRouter();
  const [wayOut, setWayOut] = useState<{ go: () => void } | null>(null);
  useEffect(() => {
    if (!dirty) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = inAppTarget(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setWayOut({ go: () => router.push(href) });
    };
    window.addEventListener("beforeunload", onLeave);
    document.addEventListener("click", onClick, true);
    const endSteps = watchHistory((step) => {
      if (step.address === here()) return;
      step.stop();
      setWayOut({ go: step.take });
    });
    const endGuard = guardLeaving((go) => setWayOut({ go }));
    return () => {
      window.removeEventListener("beforeunload", onLeave);
      document.removeEventListener("click", onClick, true);
      endSteps();
      endGuard();
    };
  }, [dirty, router]);
  const close = () => setWayOut(null);
  const go = () => {
    close();
    wayOut?.go();
  };
  return (
    <Dialog
      open={wayOut !== null}
      onOpenChange={(open) => !open && close()}
      title={words.title}
      footer={
        <>
          <DialogClose>{words.stay}</DialogClose>
          <Button variant="danger" onClick={go}>
            {words.leave}
          </Button>
        </>
      }
    >
      {words.text}
    </Dialog>
  );
}

const here = () => `${window.location.pathname}${window.location.search}`;

/** The address of another page of ours that this click would open in this tab, if it is one. */
function inAppTarget(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.hasAttribute("download") || (link.target !== "" && link.target !== "_self")) return null;
  const url = new URL(link.href);
  if (url.origin !== window.location.origin) return null;
  const address = `${url.pathname}${url.search}`;
  return address === here() ? null : `${address}${url.hash}`;
}
