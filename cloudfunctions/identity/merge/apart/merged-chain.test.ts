import { memberCard } from '../../../../contracts/card/card';
import { instant } from '../../../../contracts/primitives/time';
import { newMemberId } from '../../../kit/ids/new-id';
import { NO_PROFILE } from '../../../kit/identity/member-profile';
import { cardsAfterUndo, fieldsAfterUndo, planMerge, type MergedFields } from '../merge-plan';
import { endsWithout, type Link } from './merged-chain';

const at = (n: number) => instant(1_800_000_000_000 + n);
const ids = [1, 2, 3].map((n) => newMemberId(at(n)));
const NUMBERS = ['806200000080', '806200000177', '806200000274'];
const fieldsOf = (
  joined: number,
  expires: number | null,
  told: Partial<MergedFields> = {},
): MergedFields => ({
  nickname: null,
  profile: NO_PROFILE,
  phone: null,
  card: memberCard.parse({
    number: NUMBERS[joined - 3],
    planId: 'plan_green',
    planName: '绿卡',
    issuedAt: at(joined),
    expiresAt: expires === null ? null : at(expires),
  }),
  attribution: null,
  leaderId: null,
  joinedAt: at(joined),
  unreadMessages: 0,
  ...told,
});

/** The second and the third become one with the first, one after the other. */
class Lives {
  links: Link[] = [];
  apart = new Map<string, MergedFields>();
  constructor(
    public kept: MergedFields,
    readonly others: readonly MergedFields[],
  ) {}
  merge(who: 1 | 2, when: number) {
    const absorbed = this.others[who - 1]!;
    const [keptId, absorbedId] = [ids[0]!, ids[who]!];
    const { after } = planMerge(
      { ...this.kept, _id: keptId, closesAt: null },
      { ...absorbed, _id: absorbedId, closesAt: null },
      [],
    );
    const before = { kept: this.kept, absorbed };
    this.links.push({ _id: `mrg_${who}`, keptId, absorbedId, at: at(when), undoneAt: null, before, after });
    this.kept = after;
    return this;
  }
  undo(who: 1 | 2, when: number) {
    const link = this.links.find(({ _id }) => _id === `mrg_${who}`)!;
    const { without, asMerged } = endsWithout(link, this.links);
    const cards = cardsAfterUndo(this.kept.card, {
      kept: without.card,
      absorbed: link.before.absorbed.card,
      after: asMerged.card,
    });
    const fields = fieldsAfterUndo(this.kept, without, asMerged, (team) => team);
    this.kept = { ...fields, card: cards.kept };
    this.apart.set(link._id, { ...link.before.absorbed, card: cards.absorbed });
    link.undoneAt = at(when);
    return this;
  }
}

const own = fieldsOf(5, 100);
const second = fieldsOf(3, 200, { nickname: '二' });
const third = fieldsOf(4, 300, { nickname: '三', profile: { ...NO_PROFILE, gender: 'female' } });
const one = planMerge(
  { ...own, _id: ids[0]!, closesAt: null },
  { ...third, _id: ids[2]!, closesAt: null },
  [],
).after;

describe('three who were one are taken apart', () => {
  it.each([
    ['the newest first', [2, 1]],
    ['the oldest first', [1, 2]],
  ] as const)('%s: nothing of who went stays, and everybody has their own card', (_which, order) => {
    const lives = new Lives(own, [second, third]).merge(1, 10).merge(2, 20);
    for (const [step, who] of order.entries()) {
      lives.undo(who, 30 + step);
      if (step === 0 && who === 1) expect(lives.kept).toEqual(one);
    }
    expect(lives.kept).toEqual(own);
    expect([lives.apart.get('mrg_1'), lives.apart.get('mrg_2')]).toEqual([second, third]);
  });

  it.each([
    ['before the second came', 0],
    ['while they were three', 1],
    ['when one had gone', 2],
  ])('what the person told of themselves %s stays, whichever goes first', (_when, step) => {
    for (const order of [
      [1, 2],
      [2, 1],
    ] as const) {
      const lives = new Lives(own, [second, third]).merge(1, 10);
      const tell = (now: number) => {
        if (now === step)
          lives.kept = {
            ...lives.kept,
            nickname: '自己',
            profile: { ...lives.kept.profile, gender: 'male' },
          };
      };
      tell(0);
      lives.merge(2, 20);
      tell(1);
      lives.undo(order[0], 30);
      tell(2);
      lives.undo(order[1], 40);
      expect(lives.kept).toEqual({ ...own, nickname: '自己', profile: { ...NO_PROFILE, gender: 'male' } });
    }
  });

  it('asked about again, who went is answered as when they went', () => {
    const lives = new Lives(own, [second, third]).merge(1, 10);
    const [link] = lives.links;
    const before = endsWithout(link!, lives.links);
    lives.undo(1, 30);
    expect(endsWithout(link!, lives.links)).toEqual(before);
    expect(endsWithout({ ...link!, undoneAt: null }, lives.links)).toEqual(before);
  });
});
