import type { MemberId } from '../../../contracts/primitives/ids';

/** Of whom each member is a part; null, or unknown: a person of their own. */
export type Into = ReadonlyMap<MemberId, MemberId | null>;

interface Told {
  kind: string;
  memberId: MemberId;
  absorbedId: MemberId | null;
}

/** A circle cannot be made by merges; whoever made one by hand does not hang the sweep. */
const DEEPEST = 16;

/** The person a member is a part of. */
export function rootOf(into: Into, member: MemberId): MemberId {
  let root = member;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = into.get(root) ?? null;
    if (next === null) return root;
    root = next;
  }
  return root;
}

/** All that are part of each of these people, they themselves first. */
export function partsOf(into: Into, roots: readonly MemberId[]): Map<MemberId, MemberId[]> {
  const parts = new Map(roots.map((root): [MemberId, MemberId[]] => [root, [root]]));
  for (const member of into.keys()) {
    const root = rootOf(into, member);
    if (root !== member) parts.get(root)?.push(member);
  }
  return parts;
}

/** What merges and their undoing, told in order, make of it. */
export function afterMerges(into: Into, told: readonly Told[]): Map<MemberId, MemberId | null> {
  const after = new Map(into);
  for (const { kind, memberId, absorbedId } of told) {
    if (absorbedId === null) continue;
    if (kind === 'merged') after.set(absorbedId, memberId);
    if (kind === 'unmerged') after.set(absorbedId, null);
  }
  return after;
}
