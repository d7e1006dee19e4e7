"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { type ConnectionDraft, emptyDraft } from "../../../git-connections/_parts/draft";

export interface RepositoryDraft {
  readonly url: string;
  readonly branch: string;
  readonly folder: string;
}

interface Drafts {
  readonly connection: ConnectionDraft;
  readonly setConnection: (draft: ConnectionDraft) => void;
  /** Null until the person has typed something. */
  readonly repository: RepositoryDraft | null;
  readonly setRepository: (draft: RepositoryDraft | null) => void;
}

const Context = createContext<Drafts | null>(null);

/** Keeps what was typed in a step while another one is on screen. In memory only: a draft may hold a secret. */
export function DraftsProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<ConnectionDraft>(emptyDraft);
  const [repository, setRepository] = useState<RepositoryDraft | null>(null);
  return <Context value={{ connection, setConnection, repository, setRepository }}>{children}</Context>;
}

export function useDrafts(): Drafts {
  const drafts = useContext(Context);
  if (drafts === null) throw new Error("useDrafts needs a DraftsProvider around it.");
  return drafts;
}
