import { owned } from '../../kit/ownership/owned';

/** Notes and scores stay where they were written and are read for whoever the person is by now, as the facts of them are: an undo has nothing to move. */
export const ownedVoices = [
  owned('serviceNotes', {
    noun: '服务记录',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ kind, text, at }) => ({ kind, text, at }),
  }),
  owned('orderScores', {
    noun: '订单评分',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ score, at }) => ({ score, at }),
  }),
];
