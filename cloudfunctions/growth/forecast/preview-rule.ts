import { randomInt } from 'node:crypto';
import { refuse } from '../../../contracts/errors';
import type { SampleView } from '../../../contracts/growth/forecast';
import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import type { ReadCall } from '../../kit/host/call';
import { estimateOf } from '../../kit/sample/estimate';
import { moreThan } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { readGrowthRule, readRules } from '../ledger/read-rules';
import { SPOTS } from '../ledger/save-standing';
import { giftsAhead, type Outlook } from '../rules/forecast-counts';
import { versionAt } from '../rules/standing';
import { tiersBetween } from '../rules/tiers-between';
import { readGiftPacks } from '../gifts/read-gift-packs';
import { draftHoldsAt } from './begin-forecast';
import { readOutlooks, withDraft } from './read-outlooks';

const SAMPLE = 300;
const OF = 1000;

/** About what a draft would do, at once: of a sample by chance, of a thousand members, with the interval it may be off by. @throws TuankaError growth_no_tiers */
export async function previewRule(
  call: ReadCall<'operator'>,
  { draft }: { draft: GrowthRule },
): Promise<{ sample: SampleView }> {
  const { store, now } = call;
  const [rules, current] = await Promise.all([readRules(store), readGrowthRule(store, now)]);
  if (!current) throw refuse('growth_no_tiers');
  const at = draftHoldsAt(current, { ...draft, giftPacks: await readGiftPacks(store, draft.gifts) }, call);
  const { states, isAll } = await readSample(store);
  const under = withDraft(rules, draft, at, now);
  const outlooks = await readOutlooks(store, states, { rules: under, current }, at);
  const about = (isOne: (outlook: Outlook) => boolean) => {
    const hits = outlooks.filter(isOne).length;
    if (!isAll) return estimateOf(hits, outlooks.length, OF * 1000);
    // Of everybody it is no estimate: whole, without an interval.
    const exact = outlooks.length === 0 ? 0 : 1000 * Math.round((hits * OF) / outlooks.length);
    return { about: exact, from: exact, until: exact };
  };
  const perThousand = (isOne: (outlook: Outlook) => boolean) => {
    const { about: middle, from, until } = about(isOne);
    return {
      about: Math.round(middle / 1000),
      from: Math.floor(from / 1000),
      until: Math.ceil(until / 1000),
    };
  };
  return {
    sample: {
      looked: outlooks.length,
      at,
      tiers: tiersBetween(current, versionAt(under, at)).map((tier) => ({
        name: tier.name,
        before: perThousand(({ stood }) => tier.before.includes(stood)),
        after: perThousand(({ after }) => after.level === tier.after),
      })),
      rising: perThousand(({ move }) => move === 'rise'),
      falling: perThousand(({ move }) => move === 'fall'),
      gifts: perThousand((outlook) => giftsAhead(outlook).length > 0),
    },
  };
}

/** From a place by chance on, in an order that has nothing to do with who somebody is; from its beginning on when it ends. */
async function readSample(store: Pick<ReadStore, 'tierStates'>) {
  const start = randomInt(SPOTS);
  const from = (spot: number, limit: number) =>
    store.tierStates.find({ where: { spot: moreThan(spot) }, orderBy: 'spot', limit, cursor: null });
  const { items } = await from(start, SAMPLE);
  const rest = items.length < SAMPLE ? (await from(-1, SAMPLE - items.length)).items : [];
  const known = new Set(items.map(({ _id }) => _id));
  const found = [...items, ...rest.filter(({ _id }) => !known.has(_id))];
  return {
    states: found.filter(({ mergedInto }) => mergedInto === null),
    isAll: found.length < SAMPLE,
  };
}
