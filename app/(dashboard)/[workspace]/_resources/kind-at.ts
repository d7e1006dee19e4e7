import { notFound } from "next/navigation";
import type { SearchParams } from "@/app/_ui/url-state";
import { findKindByRoute } from "@/server/core/kinds/table";
import type { ResourceKind } from "@/server/core/kinds/types";

export interface ListPageProps {
  params: Promise<{ workspace: string; kind: string }>;
  searchParams: Promise<SearchParams>;
}

export interface DetailPageProps {
  params: Promise<{ workspace: string; kind: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

/** The kind whose pages stand at `<group>/<segment>`, such as `connections/sources`; the "not found" page without one. */
export function kindAt(group: string, segment: string): ResourceKind {
  return findKindByRoute(`${group}/${segment}`) ?? notFound();
}
