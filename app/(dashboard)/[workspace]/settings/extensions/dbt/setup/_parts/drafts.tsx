"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { type ConnectionDraft, emptyDraft } from "../../../git-connections/_parts/draft";
import type { ProjectDraft } from "../../_parts/project-draft";

export interface RepositoryDraft {
  readonly url: string;
  readonly branch: string;
}

/** Folders with a dbt project, and the repository they were found in. */
export interface FoundProjects {
  readonly url: string;
  readonly branch: string;
  readonly paths: readonly string[];
}

interface Drafts {
  readonly connection: ConnectionDraft;
  readonly setConnection: (draft: ConnectionDraft) => void;
  /** Null until the person has typed something. */
  readonly repository: RepositoryDraft | null;
  readonly setRepository: (draft: RepositoryDraft | null) => void;
  readonly found: FoundProjects | null;
  readonly setFound: (found: FoundProjects | null) => void;
  readonly project: ProjectDraft | null;
  readonly setProject: (draft: ProjectDraft | null) => void;
}

const Context = createContext<Drafts | null>(null);

/** Keeps what was typed in a step while another one is on screen. In memory only: a draft may hold a secret. */
export function DraftsProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<ConnectionDraft>(emptyDraft);
  const [repository, setRepository] = useState<RepositoryDraft | null>(null);
  const [found, setFound] = useState<FoundProjects | null>(null);
  const [project, setProject] = useState<ProjectDraft | null>(null);
  const value = { connection, setConnection, repository, setRepository, found, setFound, project, setProject };
  return <Context value={value}>{children}</Context>;
}

export function useDrafts(): Drafts {
  const drafts = useContext(Context);
  if (drafts === null) throw new Error("useDrafts needs a DraftsProvider around it.");
  return drafts;
}
