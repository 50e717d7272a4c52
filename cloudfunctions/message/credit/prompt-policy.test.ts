import type { PromptMoment } from '../../../contracts/message/message';
import { DAY_MS, HOUR_MS, instant } from '../../../contracts/primitives/time';
import { templatesToAsk } from './prompt-policy';

const now = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const templates = [
  { kind: 'coupon_expiry', templateId: 'coupon' },
  { kind: 'card_expiry', templateId: 'card' },
] as const;
const ask = (
  moment: PromptMoment,
  recent: [agoMs: number, accepted: boolean][],
  left: [string, number][] = [],
) =>
  templatesToAsk(
    moment,
    templates,
    {
      recent: recent.map(([agoMs, accepted]) => ({ at: instant(now - agoMs), accepted })),
      left: new Map(left),
    },
    now,
  );

describe('when WeChat’s sheet is asked for', () => {
  it.each([
    ['a first time', 'claim', [], 2],
    ['an hour after the last time', 'claim', [[HOUR_MS, true]], 0],
    ['a day after the last time', 'claim', [[DAY_MS, true]], 2],
    [
      'after one refusal, the next day',
      'pay',
      [
        [DAY_MS, false],
        [2 * DAY_MS, true],
      ],
      2,
    ],
    [
      'after two refusals, the next day',
      'pay',
      [
        [DAY_MS, false],
        [2 * DAY_MS, false],
      ],
      0,
    ],
    [
      'after two refusals, a week later',
      'pay',
      [
        [7 * DAY_MS, false],
        [8 * DAY_MS, false],
      ],
      2,
    ],
    [
      'after two refusals, when the shopper asks',
      'inbox',
      [
        [HOUR_MS, false],
        [2 * HOUR_MS, false],
      ],
      2,
    ],
    ['when joining, an hour after a look around', 'join', [[HOUR_MS, true]], 2],
  ] as const)('%s (%s)', (_name, moment, recent, templatesAsked) => {
    expect(
      ask(
        moment,
        recent.map(([agoMs, accepted]) => [agoMs, accepted]),
      ),
    ).toHaveLength(templatesAsked);
  });

  it('not for what is granted often enough, and the scarcest first', () => {
    expect(ask('claim', [], [['coupon', 2]])).toEqual(['card', 'coupon']);
    expect(ask('claim', [], [['coupon', 3]])).toEqual(['card']);
    expect(
      ask(
        'claim',
        [],
        [
          ['coupon', 3],
          ['card', 3],
        ],
      ),
    ).toEqual([]);
    expect(ask('inbox', [], [['coupon', 3]])).toEqual(['card', 'coupon']);
  });
});
