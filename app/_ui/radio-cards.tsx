"use client";

import { clsx } from "clsx";
import type { ComponentProps, ReactNode, Ref } from "react";
import { useEarlyInput } from "./use-early-input";

export interface RadioCard {
  value: string;
  label: string;
  /** What choosing it means. */
  help?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps {
  name: string;
  cards: readonly RadioCard[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** Cards side by side on wide screens; default 2. */
  columns?: 1 | 2 | 3;
  ref?: Ref<HTMLDivElement>;
}

const COLUMNS = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" } as const;

/** A choice of a few that deserve a sentence each. Put it in a `Field` with `group`. */
export function RadioCards({ name, cards, value, defaultValue, onValueChange, columns = 2, ref }: RadioCardsProps) {
  return (
    <div ref={ref} className={clsx("grid gap-2", COLUMNS[columns])}>
      {cards.map((card) => (
        <Card
          key={card.value}
          card={card}
          name={name}
          {...(value === undefined
            ? { defaultChecked: defaultValue === card.value }
            : { checked: value === card.value })}
          onChange={() => onValueChange?.(card.value)}
        />
      ))}
    </div>
  );
}

interface CardProps extends Pick<ComponentProps<"input">, "name" | "checked" | "defaultChecked" | "onChange"> {
  card: RadioCard;
}

function Card({ card, ...radio }: CardProps) {
  return (
    <label
      className={clsx(
        "flex items-start gap-2 rounded-md border border-line-strong bg-surface p-3",
        "has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent",
        card.disabled ? "cursor-not-allowed text-ink-faint" : "cursor-pointer hover:border-ink-muted",
      )}
    >
      <input
        {...radio}
        ref={useEarlyInput<HTMLInputElement>()}
        type="radio"
        value={card.value}
        disabled={card.disabled}
        className="mt-0.5 size-4 shrink-0 accent-accent focus-visible:outline-none"
      />
      <span className="min-w-0">
        <span className="flex items-center gap-2 font-medium">
          {card.icon}
          <span dir="auto" className="min-w-0 wrap-anywhere">
            {card.label}
          </span>
        </span>
        {card.help ? <span className="block text-sm wrap-anywhere text-ink-muted">{card.help}</span> : null}
      </span>
    </label>
  );
}
