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
];
