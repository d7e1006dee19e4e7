import { FileQuestion } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";

export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState icon={<FileQuestion aria-hidden />} title="There is nothing at this address">
        It may have been deleted, or it belongs to another workspace. Press ⌘K or Ctrl+K to look for it by name or id.
      </EmptyState>
    </>
  );
}
