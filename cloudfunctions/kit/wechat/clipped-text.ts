/**
 * Texts cut to what a field of WeChat's takes, never inside what a person sees as one character: a code point, an emoji of
 * several, a letter with its accent (platform-facts, section 9).
 */
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

function clipped(text: string, most: number, sizeOf: (part: string) => number): string {
  if (sizeOf(text) <= most) return text;
  let size = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    size += sizeOf(segment);
    if (size > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** At most so many bytes of UTF-8: the description of a payment (127), the reason of a refund (80). */
export const clippedToBytes = (text: string, most: number): string =>
  clipped(text, most, (part) => Buffer.byteLength(part));

/** At most so many characters, counted in the least favourable way. */
export const clippedToLength = (text: string, most: number): string =>
  clipped(text, most, (part) => part.length);
