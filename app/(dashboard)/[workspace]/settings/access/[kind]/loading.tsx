import { ListSkeleton } from "@/app/_ui/skeletons";

export default function Loading() {
  return <ListSkeleton />;
}
