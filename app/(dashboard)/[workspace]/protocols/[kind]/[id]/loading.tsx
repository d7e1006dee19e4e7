import { DetailSkeleton } from "@/app/_ui/skeletons";

export default function Loading() {
  return <DetailSkeleton />;
}
