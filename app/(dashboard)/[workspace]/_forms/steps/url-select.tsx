"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import type { Option } from "@/app/_ui/option";
import { Select } from "@/app/_ui/select";
import { hrefWith, toSearchParams } from "@/app/_ui/url-state";

interface UrlSelectProps {
  readonly label: string;
  readonly param: string;
  readonly value: string;
  readonly options: readonly Option[];
}

/** One choice that lives in the URL. */
export function UrlSelect({ label, param, value, options }: UrlSelectProps) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  return (
    <Select
      className="max-w-60"
      label={label}
      value={value}
      options={options}
      onValueChange={(next) =>
        router.replace(hrefWith(path, toSearchParams(query), { [param]: next || null }), { scroll: false })
      }
    />
  );
}
