import { owned } from '../identity/merge-owned';

/** Documents about the member that are neither value nor message. */
export const ownedMemberDocuments = [
  owned('memberCodeUses', {
    noun: '会员码使用记录',
    field: '_id',
    // Codes are drawn from a card's number and counted per member; nothing is lost when the count starts anew.
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ usedAt }) => ({ usedAt }),
  }),
];
