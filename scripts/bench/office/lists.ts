import type { MemberFilterInput } from '../../../contracts/office/member-filter';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../../cloudfunctions/kit/store/schema';
import { gramsOf } from '../../../cloudfunctions/office/members/rows/name-grams';
import type { LocalCloud } from '../../../local/server';
import { join } from '../../../tests/stage/identity-stage';
import { pass } from '../../../tests/stage/invite-stage';
import { numberedMemberId } from '../../../tests/stage/numbered-member';
import { documentsOf, newTestRequest, phoneOf, startJourney } from '../../../tests/stage/stage';
import { measured, median, type BenchResult } from '../result';

/** `BENCH_MEMBERS=1000000` asks for more: a million members take ten minutes and 7 GB. */
const FEW = 1000;
const MANY = Number(process.env.BENCH_MEMBERS ?? 20_000);
const among = (members: number): string => `of ${members.toLocaleString('en')} members`;
/** Everybody has a part of their name in common; one is called otherwise. */
const ONE = '王小美';
const nameOf = (n: number): string => (n === 500 ? ONE : `会员${String(n).padStart(6, '0')}`);

/** What an office narrows its list of members to: to most of them, to few, and to one by what is typed. */
function filtersOf({ planId, joinedAt }: DocumentOf<'memberIndex'>) {
  const range = { from: 1, until: null };
  const filters: Record<string, MemberFilterInput> = {
    'of all': {},
    'of a card': { planId },
    'of a tag': { tag: '老客' },
    'of a category': { category: '生鲜' },
    'of a month of birth': { birthMonth: 3 },
    'of a tier': { tierId: 2 },
    'by points': { points: range },
    'by coupons': { coupons: range },
    'by last payment': { lastPaid: { from: instant(1), until: null } },
    'by payments of 90 days': { buying: { days: 90, orders: range } },
    'by joining': { joined: { from: addMs(joinedAt, -DAY_MS), until: null } },
    'of a part of a name': { text: '会员' },
    'of a whole name': { text: ONE },
    'of four digits': { text: '0042' },
  };
  return filters;
}

interface Page {
  calls: number;
  /** Processor time of the first page, with its count of up to 10,000. */
  firstMs: number;
  /** Of the page after it. */
  nextMs: number;
  /** Of the rows that stand there. */
  shown: number;
}

/** Lists of the office, first page with its count and the one after it, of a thousand members and of many more. */
export async function measureLists(): Promise<BenchResult[]> {
  const [small, large] = [await pagesOf(FEW), await pagesOf(MANY)];
  const results: BenchResult[] = [];
  for (const [name, few] of small) {
    const many = large.get(name);
    if (!many) throw new Error(name);
    results.push(measured(`list ${name}, ${among(MANY)}: database calls`, many.calls, 'calls', few.calls));
  }
  return [...results, ...timesOf(small, FEW), ...timesOf(large, MANY)];
}

/** The middle and the dearest list: only watched, and a busy machine adds to them. */
function timesOf(pages: Map<string, Page>, members: number): BenchResult[] {
  const first = [...pages.values()].map(({ firstMs }) => firstMs);
  const next = [...pages.values()].flatMap(({ nextMs }) => (nextMs > 0 ? [nextMs] : []));
  return [
    measured(`lists ${among(members)}: first page and count, processor time`, median(first), 'ms'),
    measured(`lists ${among(members)}: the same, the dearest`, Math.max(...first), 'ms'),
    measured(`lists ${among(members)}: next page, processor time`, median(next), 'ms'),
    measured(`lists ${among(members)}: the same, the dearest`, Math.max(...next), 'ms'),
  ];
}

async function pagesOf(members: number): Promise<Map<string, Page>> {
  const cloud = await startJourney();
  try {
    const row = await loadMembers(cloud, members);
    const pages = new Map<string, Page>();
    for (const [name, filter] of Object.entries(filtersOf(row))) {
      // Once for what is read once an instance, then what it costs.
      await readPages(cloud, filter);
      pages.set(name, await readPages(cloud, filter));
      if (pages.get(name)?.shown === 0) throw new Error(`nobody in the list ${name}`);
    }
    return pages;
  } finally {
    await cloud.close();
  }
}

/** As the page asks for it: the first thirty with their count, and those that are scrolled to. */
async function readPages(cloud: LocalCloud, filter: MemberFilterInput): Promise<Page> {
  const operator = phoneOf(cloud, 'operator-he');
  const { members, nextCursor } = await operator.office.listMembers({ filter, cursor: null });
  const costOf = async (cursor: string | null): Promise<[calls: number, ms: number]> => {
    const event = { op: 'listMembers', input: { filter, cursor }, requestId: newTestRequest() };
    const busy = process.cpuUsage();
    const answer = await cloud.invoke('office', event, operator.identity);
    const { user, system } = process.cpuUsage(busy);
    if (!answer.database) throw new Error(JSON.stringify(answer));
    return [answer.database.calls, (user + system) / 1000];
  };
  const [calls, firstMs] = await costOf(null);
  const [more, nextMs] = nextCursor === null ? [0, 0] : await costOf(nextCursor);
  return { calls: calls + more, firstMs, nextMs, shown: members.length };
}

/** One joins and is folded; the others are written into the database directly, as the sweep would have left them. */
async function loadMembers(cloud: LocalCloud, members: number): Promise<DocumentOf<'memberIndex'>> {
  await join(phoneOf(cloud, 'shopper-lin'));
  for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
  const [row] = documentsOf(cloud, 'memberIndex');
  const [member] = documentsOf(cloud, 'members');
  const [state] = documentsOf(cloud, 'memberIndexStates');
  if (!row || !member || !state) throw new Error('nobody is in the list');
  const environment = cloud.database.environment(cloud.env);
  const joinedAt = (n: number): Instant => addMs(row.joinedAt, -n * 1000);
  environment.load(
    'memberIndex',
    others(members, (n) => ({ ...row, ...foundBy(n, joinedAt(n)), joinedAt: joinedAt(n) })),
  );
  environment.load(
    'members',
    others(members, (n) => ({ ...member, nickname: nameOf(n), joinedAt: joinedAt(n) })),
  );
  await environment.remove('memberIndexStates', {}, true);
  environment.load('memberIndexStates', [{ ...state, members }]);
  return row;
}

/** Half of them buy; the rest is spread over them. */
function foundBy(n: number, joinedAt: Instant) {
  const buys = n % 2 === 0;
  return {
    grams: gramsOf(nameOf(n)),
    tail: n < 1000 ? String(n).padStart(4, '0') : '9999',
    birthMonth: (n % 12) + 1,
    tierId: n % 5,
    tags: n % 10 === 0 ? ['老客'] : [],
    categories: n % 3 === 0 ? ['生鲜'] : [],
    points: n % 5000,
    coupons: n % 7,
    ...(buys && { lastPaidAt: addMs(joinedAt, DAY_MS), orders90: 1 + (n % 20), orders365: 1 + (n % 20) }),
  };
}

/** All but the one who joined. */
function* others(members: number, document: (n: number) => object): Generator<Record<string, unknown>> {
  for (let n = 1; n < members; n += 1) yield { ...document(n), _id: numberedMemberId(n) };
}
