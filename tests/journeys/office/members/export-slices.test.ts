import { memberFilter } from '@contracts/office/member-filter';
import { readMemberLines } from '../../../../cloudfunctions/office/exports/lists/read-member-lines';
import { join, memberIdOf } from '../../../stage/identity-stage';
import { pass } from '../../../stage/invite-stage';
import { cloudOfEach } from '../../../stage/journey/shared-cloud';
import { checkoutOf } from '../../../stage/points-stage';
import { documentsOf, phoneOf } from '../../../stage/stage';

/** A file is written slice by slice, while what its list stands by changes. */
const cloud = cloudOfEach();
const NO_KEY = Buffer.alloc(32);

it.each([
  ['whoever was written falls behind', [1, 50]],
  ['whoever was not yet comes before', [100, 1_000]],
])('%s: nobody is left out, and nobody is there twice', async (_, after) => {
  const shoppers = ['shopper-lin', 'shopper-wang'].map((one) => phoneOf(cloud, one));
  for (const shopper of shoppers) await join(shopper);
  for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
  const ids = await Promise.all(shoppers.map(memberIdOf));
  const setPoints = async (points: readonly number[]) => {
    for (const [at, _id] of ids.entries())
      await cloud.database.environment(cloud.env).update('memberIndex', {
        filter: { _id },
        modifier: { $set: { points: points[at] } },
        multi: false,
      });
  };
  await setPoints([100, 50]);
  const call = { store: checkoutOf(cloud).store, settings: { phone: { hashKey: NO_KEY, keys: [] } } };
  const wish = { filter: memberFilter.parse({ points: { from: 1, until: null } }), withPhones: false };
  const ends: string[] = [];
  let cursor: string | null = null;
  for (let slice = 0; slice === 0 || cursor !== null; slice += 1) {
    const page: Awaited<ReturnType<typeof readMemberLines>> = await readMemberLines(call, wish, cursor, 1);
    ends.push(...page.lines.map((cells) => String(cells[3])));
    cursor = page.nextCursor;
    await setPoints(after);
  }
  const cards = documentsOf(cloud, 'members').map(({ card }) => card.number.slice(-4));
  expect(ends.sort()).toEqual(cards.sort());
});
