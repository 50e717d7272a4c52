import { endings } from '../../journey/journey-values';
import { armWord, journeyWord } from './journey-words';

it('every ending, whatever a message is held for, and each arm has words', () => {
  const full = ['capped', 'reminders', 'priority'];
  const all = [
    ...endings,
    ...['quiet', ...full].map((why) => `held_${why}`),
    ...['useless', ...full].map((why) => `skipped_${why}`),
    'arm_2',
  ];
  for (const what of all) expect([what, /[a-z]/.test(journeyWord(what))]).toEqual([what, false]);
  expect(journeyWord('held_quiet')).toBe('等待：安静时段');
  expect(['quarter', 'holdout', 'arm-2'].map(armWord)).toEqual(['本季对照', '对照组', '第 2 组']);
});
