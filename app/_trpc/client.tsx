"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import type { AppRouter } from "@/server/api/root";
import { mayTryAgain } from "./failure";

const context = createTRPCContext<AppRouter>();

/** In client components: `const trpc = useTRPC(); useMutation(trpc.resources.remove.mutationOptions())`. */
export const useTRPC = context.useTRPC;
/** The bare client, for calls outside of queries and mutations, such as the search of a `Combobox`. */
export const useTRPCClient = context.useTRPCClient;

const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (count, error) => count < 2 && mayTryAgain(error) },
      mutations: { retry: false },
    },
  });

/** One batch per tick, always as POST: ids and searches stay out of addresses and their logs. */
const createClient = () =>
  createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: "/api/trpc", transformer: superjson, methodOverride: "POST", maxItems: 20 })],
  });

/** Gives client components the API. Stands once, around the pages of a workspace. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueryClient);
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queries}>
      <context.TRPCProvider trpcClient={client} queryClient={queries}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
