import { type NextRequest, NextResponse } from "next/server";
import { pathHeader } from "@/app/_trpc/sign-in-href";

/** Hands the address on to server components, which send whoever is not signed in there after signing in. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: "/((?!api/|_next/|.*\\.[a-z0-9]+$).*)" };
