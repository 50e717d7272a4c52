import fc from 'fast-check';
import { instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { addAccept, type Accept, type CreditCount } from './credit-ledger';
import { assertRule } from '../../../tests/stage/property';

const noon = Date.parse('2026-11-21T12:00:00+08:00');
const at = (minutes: number) => instant(noon + Math.round(minutes * MINUTE_MS));
const count = (accepts: readonly Accept[]): number =>
  accepts.reduce<CreditCount | null>((credit, accept) => addAccept(credit, accept), null)?.available ?? 0;

describe('the credit ledger', () => {
  it.each([
    ['the page alone', [['client', 0]], 1],
    ['the event alone', [['event', 0]], 1],
    [
      'the page, then the event',
      [
        ['client', 0],
        ['event', 0.1],
      ],
      1,
    ],
    [
      'the event, then the page',
      [
        ['event', 0],
        ['client', 0.1],
      ],
      1,
    ],
    [
      'two accepts, both told twice',
      [
        ['client', 0],
        ['client', 1],
        ['event', 0],
        ['event', 1],
      ],
      2,
    ],
    [
      'an accept of the page lost, the next day one is told by the page',
      [
        ['event', 0],
        ['client', 1440],
      ],
      2,
    ],
  ] as const)('%s', (_name, told, expected) => {
    expect(count(told.map(([source, minutes]) => ({ source, at: at(minutes) })))).toBe(expected);
  });

  it('never counts an accept twice, in whatever order and by whichever side it is told', () => {
    const accept = fc.record({
      minute: fc.integer({ min: 0, max: 5 }),
      told: fc.constantFrom('both', 'client', 'event'),
    });
    const accepts = fc.array(accept, { maxLength: 12 });
    assertRule(
      fc.property(accepts, fc.array(fc.nat(), { minLength: 24, maxLength: 24 }), (happened, order) => {
        const told = happened.flatMap(({ minute, told: by }): Accept[] =>
          (by === 'both' ? (['client', 'event'] as const) : [by]).map((source) => ({
            source,
            at: at(minute),
          })),
        );
        const shuffled = told
          .map((one, position) => ({ one, key: order[position] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const by = (source: string) => told.filter((one) => one.source === source).length;
        expect(count(shuffled)).toBe(Math.max(by('client'), by('event')));
        expect(count(shuffled)).toBeLessThanOrEqual(happened.length);
      }),
      { keptSeeds: [11], numRuns: 500 },
    );
  });
});
