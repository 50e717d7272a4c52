import { DAY_MS, instant } from '../../../contracts/primitives/time';
import { owned } from '../../kit/ownership/owned';
import { UNDO_DAYS } from './merge-plan';

/** An undo that began in time has brought everything back by then. */
const LOOK_AFTER_MS = (UNDO_DAYS + 1) * DAY_MS;

/** Documents about the member that are neither value nor message. */
export const ownedMemberDocuments = [
  owned('memberCodeUses', {
    noun: '会员码使用记录',
    field: '_id',
    // Joined in the merge's first transaction (merge-code-uses.ts): a used code must not come alive in between.
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ usedAt }) => ({ usedAt }),
  }),
  owned('pictures', {
    noun: '头像',
    field: 'memberId',
    onMerge: 'move',
    // Two may have shown one and the person shows one: the sweep looks which, once nothing can be undone any more.
    whenMoved: ({ state }, { at }) => (state === 'shown' ? { endsAt: instant(at + LOOK_AFTER_MS) } : {}),
    // The file goes first, by the next sweep; its document last.
    onClose: (picture) =>
      picture.state === 'leaving' ? picture : { ...picture, state: 'leaving', endsAt: picture.at },
    exported: ({ state, at }) => ({ state, at }),
  }),
];
