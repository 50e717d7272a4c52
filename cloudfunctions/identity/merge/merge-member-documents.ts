import { owned } from '../../kit/ownership/owned';

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
    // The file goes first, by the next sweep; its document last.
    onClose: (picture) =>
      picture.state === 'leaving' ? picture : { ...picture, state: 'leaving', endsAt: picture.at },
    exported: ({ state, at }) => ({ state, at }),
  }),
];
