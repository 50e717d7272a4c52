const isBag = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether what lies in the phone's storage still looks like this form's draft. A field that opens empty (null) may
 * hold a text or a number meanwhile; a list that opens empty may hold anything, the server checks what it is sent.
 */
export function looksLike(first: unknown, found: unknown): boolean {
  if (first === null) return found === null || typeof found === 'string' || typeof found === 'number';
  if (found === null) return typeof first === 'string' || typeof first === 'number';
  if (Array.isArray(first))
    return Array.isArray(found) && (first.length === 0 || found.every((one) => looksLike(first[0], one)));
  if (!isBag(first)) return typeof first === typeof found;
  if (!isBag(found)) return false;
  const names = Object.keys(first);
  return (
    names.length === Object.keys(found).length && names.every((name) => looksLike(first[name], found[name]))
  );
}
