/**
 * An entry that two members share: of each of its moves so much is theirs, the rest ours. What it spent comes back in the
 * reverse order of its moves (order-postings.ts), of one move theirs first; so each part of it, however it comes back in
 * pieces, comes back to whom it was taken from.
 */
interface SharedEntry {
  moves: readonly { points: number }[];
  theirs: readonly number[];
}

/** Ends the key of what comes back to the part, when the rest comes back with it. */
export const PART_SUFFIX = '-part';

interface Piece {
  from: number;
  to: number;
  isTheirs: boolean;
}

function piecesOf({ moves, theirs }: SharedEntry): Piece[] {
  let at = 0;
  const piece = (length: number, isTheirs: boolean): Piece => {
    at += length;
    return { from: at - length, to: at, isTheirs };
  };
  return moves
    .map(({ points }, index) => ({ whole: Math.abs(points), part: theirs[index] ?? 0 }))
    .reverse()
    .flatMap(({ whole, part }) => [piece(part, true), piece(whole - part, false)]);
}

/** Of the next `amount` that comes back after `before`: how much is theirs. */
export const theirsOfBack = (entry: SharedEntry, before: number, amount: number): number =>
  piecesOf(entry)
    .filter(({ isTheirs }) => isTheirs)
    .reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, before + amount) - Math.max(from, before)),
      0,
    );

/** The same, step by step. */
export function stepsOfBack(entry: SharedEntry, before: number, amounts: readonly number[]): number[] {
  let at = before;
  return amounts.map((amount) => {
    at += amount;
    return theirsOfBack(entry, at - amount, amount);
  });
}

interface Move {
  id: string;
  points: number;
}
/** What comes back to one of those who share: of these moves, after so much before. */
export interface Share<M extends Move> {
  moves: M[];
  before: number;
  amount: number;
}

/** @param name of a lot of the part: one that was split would expire twice under one name */
export function shareOut<M extends Move>(
  { moves, before, amount }: Share<M>,
  theirs: readonly number[],
  name: (move: M, index: number) => string,
): { ours: Share<M>; part: Share<M> } {
  const shared = { moves, theirs };
  const part = { before: theirsOfBack(shared, 0, before), amount: theirsOfBack(shared, before, amount) };
  return {
    ours: {
      moves: moves.map((move, index) => ({ ...move, points: move.points + (theirs[index] ?? 0) })),
      before: before - part.before,
      amount: amount - part.amount,
    },
    part: {
      moves: moves.map((move, index) => ({
        ...move,
        id: name(move, index),
        points: 0 - (theirs[index] ?? 0),
      })),
      ...part,
    },
  };
}
