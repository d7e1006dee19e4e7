"use client";

import dynamic from "next/dynamic";
import type { PageErrorProps } from "./page-error";

/** `PageError`, loaded when it is needed: every page would load it otherwise. */
export const LatePageError = dynamic<PageErrorProps>(() => import("./page-error").then((module) => module.PageError));
