import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { THEME_COOKIE, themeAttribute } from "./_shell/theme";
import { EarlyInputScript } from "./_ui/early-input-script";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Tributary", template: "%s · Tributary" },
  description: "A customer-data workspace, kept in Git as Terraform.",
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeAttribute((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme}>
      <head>
        <EarlyInputScript />
      </head>
      <body>{children}</body>
    </html>
  );
}
