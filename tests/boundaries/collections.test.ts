import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rankOf } from './ranks';

/**
 * An area reads and writes, through the store, its own collections and those of the areas below it: whose schema.ts declares a
 * collection owns it. Imports are held by .dependency-cruiser.cjs; the store would be a way around them.
 */
const root = path.resolve(__dirname, '../../cloudfunctions');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({
    area: file.split(path.sep)[0] ?? '',
    file,
    text: readFileSync(path.join(root, file), 'utf8'),
  }));

const owners = new Map(
  sources
    .filter(({ file }) => path.basename(file) === 'schema.ts')
    .flatMap(({ area, text }) =>
      [...text.matchAll(/^ {2}(\w+): collection\(/gm)].map(([, name = '']) => [name, area] as const),
    ),
);

/** What a source touches: of a store or a transaction, by name in a step of the sweep, or in what a function asks of a store. */
function touchedBy(text: string): string[] {
  const asked = [...text.matchAll(/Pick<\s*\w*Store,([^>]*)>/g)].map(([, names = '']) => names).join();
  const named = [
    ...text.matchAll(/\b(?:store|transaction)\s*\.(\w+)\b/g),
    ...text.matchAll(/\b(?:collection: |due(?:By|Now)\()'(\w+)'/g),
    ...asked.matchAll(/'(\w+)'/g),
  ].map(([, name = '']) => name);
  return [...new Set(named)].filter((name) => owners.has(name));
}

/** Those that reach up, each with why it stays. One that is solved leaves the table. */
const REACHING_UP: Readonly<Record<string, string>> = {
  'kit -> messages':
    'an alarm is in the inbox of whoever runs the shop also when the engine of messages is what fails',
  'audience -> memberIndex':
    'how many have a tag: the office’s index of members is the only one that holds tags',
  'coupon -> cardPlans':
    'a template limited to card plans keeps their names; card gives out coupons and stands above',
  'audience -> journeyRuns': 'nor under somebody who travels by an earlier version of it',
  'audience -> journeyVersions':
    'a segment is not taken away under a journey that runs: only its plan says what it is made of',
  'audience -> journeys': 'which journeys run',
  'growth -> orders':
    'growth of an order stands with who paid it, also while they are one with another, which only the order says, and only then',
  'leader -> cardClaims': 'the day’s card of a leader counts cards promised at their store, a page at a time',
  'leader -> features': 'who of a team has gone quiet is asked of segments; audience stands above',
  'leader -> segments': 'which version of those segments is in force',
  'leader -> orders':
    'the store of those cards stands on the order that promised them; an undone merge parts awards by who paid',
  'points -> growthRules':
    'whether there is a charter, which comes with tiers, decides whether a points rule is announced before it holds; and what tiers are called now',
  'points -> mergeMoves':
    'which exchanges came with the other, and are given up meanwhile for nobody, only the list of a merge’s moves says',
  'points -> orders': 'an undone merge parts points by who paid, which only the order says, and only then',
  'message -> features':
    'who gets a push is asked of segments, which stand with what is known of a member; audience stands above',
  'message -> segments': 'which version of a segment is in force, and what they are called',
  'referral -> orders': 'an undone merge parts invites by who paid, too',
};

describe('a collection', () => {
  it('is touched by its own area and those above', () => {
    expect(owners.size).toBeGreaterThan(90);
    const up = sources.flatMap(({ area, file, text }) =>
      path.basename(file) === 'schema.ts'
        ? []
        : touchedBy(text)
            .filter((name) => owners.get(name) !== area && rankOf(owners.get(name) ?? '') >= rankOf(area))
            .map((name) => `${area} -> ${name}`),
    );
    expect([...new Set(up)].sort()).toEqual(Object.keys(REACHING_UP).sort());
  });

  it('is found where it is touched', () => {
    expect(touchedBy('await transaction.orders.get(id); store.refunds.find()')).toEqual([
      'orders',
      'refunds',
    ]);
    expect(touchedBy('store\n      .orders.count()')).toEqual(['orders']);
    expect(touchedBy("sources: [{ collection: 'orders' }]")).toEqual(['orders']);
    expect(touchedBy("sources: [dueBy('orders', 'checkAt'), dueNow('members', {}, '_id')]")).toEqual([
      'orders',
      'members',
    ]);
    expect(touchedBy("type Ledger = Pick<\n  ReadStore,\n  'orders' | 'merges'\n>;")).toEqual([
      'orders',
      'merges',
    ]);
    expect(touchedBy('known.refunds.find(isOf); restore.orders; store.transact()')).toEqual([]);
  });
});
