"use client";

import { PageError } from "@/app/_shell/page-error";

export default PageError;
