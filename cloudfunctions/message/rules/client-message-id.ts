/** FNV-1a over UTF-16 units, 32 bits, as eight hexadecimal digits. */
function hash32(text: string, seed: number): string {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const SEEDS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];

/** The same message always asks WeChat with the same id, at most 32 characters: four hashes of the message's own. */
export const clientMessageId = (messageId: string): string =>
  SEEDS.map((seed) => hash32(messageId, seed)).join('');
