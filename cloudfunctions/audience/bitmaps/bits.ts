/** Members of one chunk as bits: 65,536 numbers, 8 KB; stored as base64 without the empty end. */
export const CHUNK_MEMBERS = 65_536;
export const CHUNK_BYTES = CHUNK_MEMBERS / 8;

export type Bits = Uint8Array;

export const noBits = (): Bits => new Uint8Array(CHUNK_BYTES);
export const chunkOf = (seq: number): number => Math.floor(seq / CHUNK_MEMBERS);
const offsetOf = (seq: number): number => seq % CHUNK_MEMBERS;

export function hasBit(bits: Bits, seq: number): boolean {
  const offset = offsetOf(seq);
  return ((bits[offset >> 3] ?? 0) & (1 << (offset & 7))) !== 0;
}

/** Changes the bits given. */
export function setBit(bits: Bits, seq: number, value: boolean): void {
  const offset = offsetOf(seq);
  const byte = bits[offset >> 3] ?? 0;
  const bit = 1 << (offset & 7);
  bits[offset >> 3] = value ? byte | bit : byte & ~bit;
}

/** Of each byte: those of its half, and its last bit. */
const ONES = new Uint8Array(256);
for (let byte = 1; byte < 256; byte += 1) ONES[byte] = (ONES[byte >> 1] ?? 0) + (byte & 1);

/** How many members there are, exactly. */
export function popCount(bits: Bits): number {
  let count = 0;
  for (const byte of bits) count += ONES[byte] ?? 0;
  return count;
}

export function storedBits(bits: Bits): string {
  let end = bits.length;
  while (end > 0 && bits[end - 1] === 0) end -= 1;
  return Buffer.from(bits.subarray(0, end)).toString('base64');
}

export function bitsStored(text: string): Bits {
  const bits = noBits();
  bits.set(Buffer.from(text, 'base64').subarray(0, CHUNK_BYTES));
  return bits;
}

export const everyBit = (sets: readonly Bits[]): Bits =>
  noBits().map((_, at) => sets.reduce((byte, bits) => byte & (bits[at] ?? 0), 0xff));
export const anyBit = (sets: readonly Bits[]): Bits =>
  noBits().map((_, at) => sets.reduce((byte, bits) => byte | (bits[at] ?? 0), 0));
export const without = (one: Bits, other: Bits): Bits => one.map((byte, at) => byte & ~(other[at] ?? 0));

/** Who is in one of two and not in both. */
export const differing = (one: Bits, other: Bits): Bits => one.map((byte, at) => byte ^ (other[at] ?? 0));

/** The numbers of a chunk's members, in their order. */
export function numbersIn(bits: Bits, chunk: number): number[] {
  const numbers: number[] = [];
  bits.forEach((byte, at) => {
    for (let bit = 0; byte !== 0 && bit < 8; bit += 1)
      if (byte & (1 << bit)) numbers.push(chunk * CHUNK_MEMBERS + at * 8 + bit);
  });
  return numbers;
}
