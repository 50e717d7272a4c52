import type { MemberCard } from '../../../contracts/card/card';
import { memberCard } from '../../../contracts/card/card';
import { cardsAfterUndo } from './merge-plan';

const card = (number: string, change: Partial<MemberCard> = {}): MemberCard => ({
  ...memberCard.parse({ number, planId: 'plan_green', planName: '绿卡', issuedAt: 10, expiresAt: 100 }),
  ...change,
});
const OWN = '806200000080';
const THEIRS = '806200000177';
const NEW = '806200000274';
const at = (time: number) => card(OWN, memberCard.pick({ expiresAt: true }).parse({ expiresAt: time }));
const until = (time: number) => ({ expiresAt: at(time).expiresAt });
const own = card(OWN);
const theirs = card(THEIRS, until(200));
const gold = memberCard
  .pick({ planId: true, planName: true })
  .parse({ planId: 'plan_gold', planName: '金卡' });

describe('the cards of two who are taken apart', () => {
  it.each<[string, MemberCard, MemberCard, { kept: MemberCard; absorbed: MemberCard }]>([
    ['the kept one’s was shown', own, own, { kept: own, absorbed: theirs }],
    ['and lengthened', own, at(500), { kept: at(500), absorbed: theirs }],
    ['and replaced', own, card(NEW), { kept: card(NEW), absorbed: theirs }],
    ['theirs was shown', theirs, theirs, { kept: own, absorbed: theirs }],
    [
      'theirs, lengthened: who was served has it on the own number',
      theirs,
      card(THEIRS, until(500)),
      { kept: at(500), absorbed: theirs },
    ],
    [
      'theirs, replaced: the new number is theirs',
      theirs,
      card(NEW, until(200)),
      { kept: own, absorbed: card(NEW, until(200)) },
    ],
    [
      'theirs, another plan by a first payment',
      theirs,
      card(THEIRS, { ...gold, ...until(900) }),
      { kept: card(OWN, { ...gold, ...until(900) }), absorbed: theirs },
    ],
  ])('%s', (_case, after, now, parted) => {
    expect(cardsAfterUndo(now, { kept: own, absorbed: theirs, after })).toEqual(parted);
  });
});
