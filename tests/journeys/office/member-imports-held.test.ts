import { TuankaError } from '@contracts/errors';
import type { MemberId } from '@contracts/primitives/ids';
import { csvFile, HEADINGS, phoneOfLine, sendList, tryList, waitFor } from '../../stage/office/import-list';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { publishGrowth } from '../../stage/growth/growth-stage';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { publishedTemplate } from '../coupon/template-stage';

/** What staff give somebody of a list while the list is being taken back: they have it and stay, or it is refused and nothing is left of it. */
const cloud = cloudOfEach();
let he: Phone;
let li: Phone;
beforeEach(() => {
  [he, li] = [phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'owner-li')];
});

const reason = '旧系统停用';
const applied = async (nth: number) => {
  const rows = [HEADINGS.map((heading) => (heading === '手机号' ? phoneOfLine(nth) : ''))];
  const { importId, checks } = await tryList(he, await sendList(he, csvFile(rows)));
  await he.office.applyImport({ importId, check: checks, reason });
  await waitFor(he, importId);
  const made = documentsOf(cloud, 'members').find(({ imported }) => imported?.importId === importId);
  return { importId, memberId: made!._id };
};
const undo = async (importId: string) => {
  await li.office.undoImport({ importId, reason: '导错了' });
  return waitFor(li, importId);
};
const isThere = (memberId: MemberId) => documentsOf(cloud, 'members').some(({ _id }) => _id === memberId);
/** Everything that was written of them by what staff did, however it is called. */
const left = (memberId: MemberId): string[] =>
  (['pointsAccounts', 'pointsEntries', 'coupons', 'couponGrants', 'growthEntries', 'memberNotes'] as const)
    .filter((name) => JSON.stringify(documentsOf(cloud, name)).includes(memberId))
    .sort();

const codeOf = (error: unknown): string => (error instanceof TuankaError ? error.code : String(error));

type Give = (memberId: MemberId) => Promise<unknown>;
const gifts: Readonly<Record<string, { give: () => Promise<Give>; leaves: string[]; written: string }>> = {
  points: {
    give: async () => (memberId) => li.points.adjust({ memberId, points: 100, reason }),
    leaves: ['pointsAccounts', 'pointsEntries'],
    written: 'pointsEntries',
  },
  coupons: {
    give: async () => {
      const { templateId } = await publishedTemplate(he, '补偿券', 500);
      return (memberId) => li.coupon.issueByHand({ memberId, templateId, quantity: 1, reason });
    },
    leaves: ['coupons'],
    written: 'coupons',
  },
  growth: {
    give: async () => {
      await publishGrowth(cloud);
      return (memberId) => li.growth.adjust({ memberId, growth: 100, reason });
    },
    leaves: ['growthEntries'],
    written: 'growthEntries',
  },
  'a note': {
    give: async () => (memberId) => li.office.noteMember({ memberId, text: '周末来取' }),
    leaves: ['memberNotes'],
    written: 'memberNotes',
  },
};

/** Rounds: in each another call waits, while the other of the two goes on. */
const CALLS = 12;

it.each(Object.entries(gifts))(
  '%s: whoever gets it in the very moment has it and stays, or it is refused and nothing is left',
  async (_name, { give: prepare, leaves, written }) => {
    const give = await prepare();
    const seen = { stayed: 0, gone: 0 };
    for (let nth = 1; nth <= CALLS; nth += 1) {
      const { importId, memberId } = await applied(nth);
      cloud.faults.apply({
        target: 'database',
        // Whichever call; or, that the undo has the time to end, one of what the gift writes.
        ...(nth % 2 === 0
          ? { nth: nth * 3, delayMs: 25 }
          : { collection: written, times: (nth % 5) + 1, delayMs: 60 }),
        kind: 'delay',
      });
      const [given] = await Promise.allSettled([give(memberId), undo(importId)]);
      cloud.faults.clear();
      await waitFor(li, importId);
      if (given.status === 'rejected') {
        expect(['member_not_found', 'card_not_found']).toContain(codeOf(given.reason));
        expect([nth, isThere(memberId), left(memberId)]).toEqual([nth, false, []]);
        seen.gone += 1;
      } else {
        expect([nth, isThere(memberId)]).toEqual([nth, true]);
        expect(left(memberId)).toEqual(expect.arrayContaining(leaves));
        seen.stayed += 1;
      }
    }
    expect(seen.stayed).toBeGreaterThan(0);
  },
);

it('what staff did to one of them by hand keeps them, tags aside', async () => {
  const acts: Give[] = [
    (memberId) => he.office.replaceCard({ memberId, reason }),
    (memberId) => he.office.noteMember({ memberId, text: '老顾客' }),
    (memberId) => he.office.tagMember({ memberId, add: ['宝妈'], remove: [], reason }),
    (memberId) => he.office.tellPhone({ memberId, reason }),
  ];
  const outcomes: boolean[] = [];
  for (const [nth, act] of acts.entries()) {
    const { importId, memberId } = await applied(nth);
    await act(memberId);
    await undo(importId);
    outcomes.push(isThere(memberId));
  }
  expect(outcomes).toEqual([true, true, false, false]);
});
