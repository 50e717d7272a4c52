import { useState } from 'react';

/** What a browser keeps of somebody's taste: columns, the colours, the language. Never anything of the merchant's. */
const PREFIX = 'tuanka.console.';

export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // A browser may forbid it; then nothing is kept.
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // As above.
  }
}

export function useKept(name: string, otherwise: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => readKept(name) ?? otherwise);
  return [
    value,
    (next) => {
      keep(name, next);
      setValue(next);
    },
  ];
}
