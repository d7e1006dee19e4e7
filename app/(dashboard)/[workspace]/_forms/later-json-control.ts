"use client";

import dynamic from "next/dynamic";

/** The editor of any JSON value, for controls that show it now and then; it brings the code editor with it. */
export const LaterJsonControl = dynamic(() => import("./controls/json-control").then((file) => file.JsonControl));
