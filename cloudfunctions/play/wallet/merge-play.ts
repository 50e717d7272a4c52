import { owned } from '../../kit/ownership/owned';
import { bothPlayers, newPlayer, withoutPlayer } from '../rules/player';

/**
 * Play of two members who become one. Days and draws stay where they were written and count for whoever the person is by now, so two streaks are
 * one and come apart again; what each may still do is put together.
 */
export const ownedPlay = [
  owned('checkIns', {
    noun: '签到',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ day, kind, streak, at }) => ({ day, kind, streak, at }),
  }),
  owned('tasksDone', {
    noun: '完成的任务',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ name, turn, at }) => ({ name, turn, at }),
  }),
  owned('visits', {
    noun: '到店',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ store, day, at }) => ({ store, day, at }),
  }),
  owned('badgesWon', {
    noun: '勋章',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ name, level, at }) => ({ name, level, at }),
  }),
  owned('draws', {
    noun: '抽奖记录',
    field: 'memberId',
    onMerge: 'stay',
    // Kept for two years and more, by member id alone.
    onClose: 'keep',
    exported: ({ name, at }) => ({ name, at }),
  }),
  owned('players', {
    noun: '抽奖机会和补签卡',
    field: '_id',
    onMerge: {
      idFor: (_player, keptId) => keptId,
      combine: (kept, absorbed, keptId) => bothPlayers(kept ?? newPlayer(keptId), absorbed),
      separate: withoutPlayer,
    },
    onClose: 'remove',
    exported: ({ chances, cards }) => ({ chances, cards }),
  }),
];
