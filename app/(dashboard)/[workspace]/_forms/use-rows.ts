"use client";

import { useRef } from "react";

/** Edits a list of rows, each with a key that stays with it: a row that goes takes its own inputs along, not another's. */
export function useRows<Row>(rows: readonly Row[], onChange: (rows: readonly Row[]) => void) {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < rows.length) keys.current.push(next.current++);
  keys.current.length = rows.length;
  return {
    keyed: rows.map((row, index) => ({ key: keys.current[index] ?? index, row, index })),
    add: (row: Row) => onChange([...rows, row]),
    edit: (index: number, row: Row) => onChange(rows.map((old, at) => (at === index ? row : old))),
    remove: (index: number) => {
      keys.current = keys.current.filter((_, at) => at !== index);
      onChange(rows.filter((_, at) => at !== index));
    },
  };
}
