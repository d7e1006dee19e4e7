import { serve } from "inngest/next";
import { inngest } from "./client";
import { functions } from "./functions/all";

/** The endpoint that an Inngest server, or the embedded executor, calls to run steps. */
export const handlers = serve({ client: inngest, functions, enableUnauthedSync: false });
