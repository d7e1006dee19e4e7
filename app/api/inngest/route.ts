import { handlers } from "@/inngest/serve";

export const maxDuration = 7200;
export const { GET, POST, PUT } = handlers;
