import { keepTiers } from '../../cloudfunctions/growth/clock/keep-tiers';
import { ULID_ALPHABET } from '../../contracts/primitives/codes/alphabets';
import { DAY_MS, instant } from '../../contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import { publishGrowth, untilGrown } from '../../tests/stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../tests/stage/identity-stage';
import { numberedMemberId } from '../../tests/stage/numbered-member';
import { checkoutOf } from '../../tests/stage/points-stage';
import { documentsOf, NOON, phoneOf, startJourney } from '../../tests/stage/stage';
import { noticeCalls } from '../../tests/stage/watch/call-count';
import { measured, type BenchResult } from './result';

const DUE = 1000;
const EXISTING = [10_000, 1_000_000];

/** What tiers cost: a payment that is settled, and a night in which a thousand are reviewed. */
export async function measureTiers(): Promise<BenchResult[]> {
  return [await measurePayments(), ...(await measureReviews())];
}

/** With a member price and more points for everybody, each of which is a use that is written down. */
async function measurePayments(): Promise<BenchResult> {
  const of = async (hasTiers: boolean): Promise<number> => {
    const cloud = await startJourney();
    try {
      const right = { terms: '自动', fromLevel: 0, quota: null };
      if (hasTiers)
        await publishGrowth(cloud, {
          privileges: [
            { ...right, id: 'price', kind: 'member_price', name: '会员价', value: 950 },
            { ...right, id: 'points', kind: 'points_multiplier', name: '多得积分', value: 150 },
          ],
        });
      return (await noticeCalls(cloud)).payment.next;
    } finally {
      await cloud.close();
    }
  };
  const more = (await of(true)) - (await of(false));
  return measured('payment notice: database calls more with tiers', more, 'calls', 2);
}

async function measureReviews(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  let first = NaN;
  for (const existing of EXISTING) {
    const busy = await reviewNight(existing);
    if (existing === EXISTING[0]) first = busy;
    const among = `among ${existing.toLocaleString('en')}`;
    results.push(measured(`tiers: processor time of ${DUE} reviews ${among}`, busy, 's'));
    if (existing === EXISTING.at(-1))
      results.push(measured('tiers: 1,000 reviews, against among 10,000', busy / first, '×', 1.3));
  }
  return results;
}

async function reviewNight(existing: number): Promise<number> {
  const cloud = await startJourney();
  try {
    await publishGrowth(cloud, { graceDays: 0 });
    const gold = personOf(cloud, 'oBench-gold');
    await join(gold);
    await untilGrown(cloud);
    const memberId = await memberIdOf(gold);
    await phoneOf(cloud, 'operator-he').growth.adjust({ memberId, growth: 1200, reason: '起步' });
    await untilGrown(cloud);
    const reviewAt = cloud.clock.now() + DAY_MS;
    loadStandings(cloud, existing, reviewAt);
    cloud.moveClock(reviewAt + DAY_MS);
    const { store, now } = checkoutOf(cloud);
    const busy = process.cpuUsage();
    // Nothing is bought meanwhile: everything was heard of.
    const { tiersDue } = await keepTiers({ store, now: now(), outOfTime: () => false });
    const { user, system } = process.cpuUsage(busy);
    const fallen = documentsOf(cloud, 'facts').filter(
      ({ kind, refs }) => kind === 'tier_changed' && refs['to'] === 1,
    );
    if (fallen.length !== DUE) throw new Error(`${fallen.length} of ${tiersDue} fell`);
    return (user + system) / 1_000_000;
  } finally {
    await cloud.close();
  }
}

/** A thousand who were told a week ago and fall by one; the others are on the lowest tier, due in months. */
function loadStandings(cloud: LocalCloud, existing: number, reviewAt: number): void {
  const [member] = documentsOf(cloud, 'members');
  const state = documentsOf(cloud, 'tierStates').find(({ level }) => level === 2);
  if (!member || !state) throw new Error('no sample');
  const environment = cloud.database.environment(cloud.env);
  const people = Array.from({ length: DUE }, (_, n) => numberedMemberId(n));
  environment.load(
    'members',
    people.map((_id) => ({ ...member, _id, tierMove: 'fall' })),
  );
  const at = instant(reviewAt - 8 * DAY_MS);
  const due = people.map((_id) => ({
    ...state,
    _id,
    ledgers: [_id],
    held: { ...state.held, nextReviewAt: reviewAt, periodFrom: at },
    notice: { reviewAt, days: 7, missing: 800, at },
    nextDueAt: reviewAt,
  }));
  environment.load('tierStates', due);
  environment.load('tierStates', others(state, existing - DUE));
}

const digitsOf = (n: number): string =>
  [32_768, 1024, 32, 1].map((place) => ULID_ALPHABET[Math.floor(n / place) % 32]).join('');

function* others(state: object, count: number): Generator<Record<string, unknown>> {
  for (let n = 0; n < count; n += 1) {
    const _id = `mem_01ARZ3NDEKTSV4RRFFQ6H9${digitsOf(n)}`;
    const rest = { level: 0, tier: '新锐', comingMove: null, nextDueAt: NOON + 90 * DAY_MS + n * 1000 };
    yield { ...state, ...rest, _id, ledgers: [_id] };
  }
}
