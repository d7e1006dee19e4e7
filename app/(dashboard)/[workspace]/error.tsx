"use client";

import { PageError } from "./_layout/page-error";

export default PageError;
