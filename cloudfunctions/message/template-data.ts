/**
 * Fits values into the fields of a WeChat subscription template, so that a long title is cut here and never refused there
 * (47003). Limits of each kind: platform-facts, section 1.
 */
const LONGEST: Readonly<Record<string, number>> = {
  thing: 20,
  character_string: 32,
  letter: 32,
  symbol: 5,
  phrase: 5,
};

/** `thing12` → `thing`. */
const kindOf = (field: string): string => field.replace(/\d+$/, '');

/** Cuts text to what a field of this kind takes, marking the cut. Kinds without a length limit pass unchanged. */
export function fitField(field: string, text: string): string {
  const longest = LONGEST[kindOf(field)];
  const characters = Array.from(text);
  if (longest === undefined || characters.length <= longest) return text;
  return `${characters.slice(0, longest - 1).join('')}…`;
}

/**
 * The `data` of a subscription message.
 * @param fields WeChat's field key → name of the value it shows
 */
export const templateData = (
  fields: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Record<string, { value: string }> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, name]) => [field, { value: fitField(field, values[name] ?? '') }]),
  );
