import type { GitServiceInfo } from "@/server/domain/git-connections/ports";

/** Services to choose from by hand: without the practice repository, whose keys only its own button can let in. */
export const ownServices = (
  services: readonly GitServiceInfo[],
  practice: { readonly service: string } | null,
): readonly GitServiceInfo[] => services.filter((each) => each.service !== practice?.service);
