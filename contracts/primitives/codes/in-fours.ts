/** `123456789012` → `1234 5678 9012`: how digits are printed, and read aloud. */
export const inFours = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ');
