import { owned } from '../ownership/owned';

/**
 * Facts are never changed. A merge leaves them with whom they happened to, and `merged` tells a consumer to read both as one
 * person's. A closed account leaves its member id in them, as in the ledgers: it leads to nobody, and sums stay exact.
 */
export const ownedFacts = [
  owned('facts', {
    noun: '事件',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'keep',
    exported: null, // what they tell of is exported where it is kept
  }),
];
