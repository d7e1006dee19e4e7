"use client";

import { LatePageError } from "@/app/_shell/late-page-error";

export default LatePageError;
