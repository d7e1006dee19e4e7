import { clsx } from "clsx";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "./button-look";

export interface ButtonLinkProps {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** A file to save rather than a page to open. */
  download?: boolean;
  className?: string;
  children: ReactNode;
}

/** A link that looks like a button, for actions that open a page ("New source") or save a file. */
export function ButtonLink(props: ButtonLinkProps) {
  const { href, variant = "secondary", size = "md", icon, download, className, children } = props;
  const look = clsx(buttonLook(variant, size), className);
  if (download) {
    return (
      <a href={href} download className={look}>
        {icon}
        {children}
      </a>
    );
  }
  return (
    <NextLink href={href} prefetch={false} className={look}>
      {icon}
      {children}
    </NextLink>
  );
}
