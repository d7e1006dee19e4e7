/** One thing to choose. `hint` is a second, quieter line or word (an id, a type). */
export interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
  disabled?: boolean | undefined;
}
