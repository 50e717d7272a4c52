import type { DocumentOf } from '../../../cloudfunctions/kit/store/schema';

/** What was told, as a recount by brute force looks at it: who is whom, where things belong, what was bought. */

export type Fact = DocumentOf<'facts'>;

export const DAY = 86_400_000;
const CHINA = 8 * 3_600_000;

export const dateOf = (at: number): string => new Date(at + CHINA).toISOString().slice(0, 10);

/** Who is whom after all merges, in the order they were told. */
function personsOf(facts: readonly Fact[]): (member: string) => string {
  const into = new Map<string, string>();
  const merges = facts.filter(({ kind }) => kind === 'merged' || kind === 'unmerged');
  merges.sort((a, b) => a.writtenAt - b.writtenAt || (a._id < b._id ? -1 : 1));
  for (const { kind, memberId, refs } of merges) {
    if (kind === 'merged') into.set(String(refs.absorbedId), memberId);
    else into.delete(String(refs.absorbedId));
  }
  const rootOf = (member: string): string => {
    const next = into.get(member);
    return next === undefined ? member : rootOf(next);
  };
  return rootOf;
}

export type Place = Record<string, string>;

export interface Order {
  paid: Fact;
  refunds: Fact[];
  isKept: boolean;
  of: Place;
}

export interface Past {
  byTime: Fact[];
  personOf: (member: string) => string;
  placeAt: (fact: Fact) => Place;
}

export function pastOf(facts: readonly Fact[]): Past {
  const personOf = personsOf(facts);
  const byTime = [...facts].sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1));
  const placeAt = (fact: Fact): Place => {
    const theirs = byTime.filter(({ memberId }) => personOf(memberId) === personOf(fact.memberId));
    const tiers = theirs.filter(({ kind }) => kind === 'tier_changed');
    const teams = theirs.filter(({ kind }) => kind === 'joined' || kind === 'leader_changed');
    const upTo = (list: Fact[]): Fact | undefined => list.filter(({ at }) => at <= fact.at).pop();
    const initial = tiers.length > 0 ? String(tiers[0]?.refs.from) : '0';
    const joined = theirs
      .filter(({ kind, memberId }) => kind === 'joined' && memberId === fact.memberId)
      .pop();
    return {
      all: 'all',
      store: fact.storeId ?? '-',
      tier: String(upTo(tiers)?.refs.to ?? initial),
      tierNow: String(tiers[tiers.length - 1]?.refs.to ?? initial),
      leader: upTo(teams)?.leaderId ?? '-',
      leaderNow: teams[teams.length - 1]?.leaderId ?? '-',
      source: String(joined?.refs.source ?? '-'),
    };
  };
  return { byTime, personOf, placeAt };
}

export function ordersIn({ byTime, personOf, placeAt }: Past): Order[] {
  const isBack = (paid: Fact, one: Fact): boolean =>
    one.kind === 'refunded' &&
    one.refs.orderId === paid.refs.orderId &&
    personOf(one.memberId) === personOf(paid.memberId);
  return byTime
    .filter(({ kind }) => kind === 'paid')
    .map((paid) => {
      const refunds = byTime.filter((one) => isBack(paid, one));
      const back = refunds.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
      const isKept = refunds.every(({ refs }) => refs.whole !== true) && (paid.amountFen ?? 0) > back;
      return {
        paid,
        refunds,
        isKept,
        of: { ...placeAt(paid), leader: paid.leaderId ?? '-', city: String(paid.refs.city ?? '-') },
      };
    });
}
