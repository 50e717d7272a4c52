/**
 * Stands in for the 64-bit numbers of EJSON: what is stored are safe integers, read as plain numbers, which the original reads by
 * way of two halves and 13 KB. Asked for anything else, it says so.
 */
export class Long {
  /** @throws Error where somebody asks for a number as it is stored, for a plain one would lose what it cannot hold */
  static fromExtendedJSON(
    { $numberLong: text }: { $numberLong: string },
    options?: { relaxed?: boolean },
  ): number {
    if (!options?.relaxed)
      throw new Error('64-bit numbers are left out of the function bundle: see long-numbers.ts');
    return Number(text);
  }

  /** Of an instant in milliseconds: it has been read as a number by then. */
  static isLong(): false {
    return false;
  }
}
