import { HOUR_MS } from '@contracts/primitives/time';
import { DEMO_APPID, demoPerson } from '../../../local/seed/demo-people';
import { order, passTrade, someone } from '../../stage/invite-stage';
import { CHEN, CHEN_CODE } from '../../stage/leader-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';
import { drawnOf } from '../../stage/property';

const NUMBER = '13811112222';
const CHEN_OPENID = demoPerson('leader-chen').openid;

type Told = readonly [name: string, story: (counted: boolean) => Promise<unknown>];
const inBothCases = (stories: readonly Told[]) =>
  stories.flatMap(([name, story]) => [true, false].map((counted) => ({ name, story, counted })));

/** That leader and member are, or may be, one person becomes known after the join and the first order were counted. */
describe('a leader who turns out to be the member they brought', () => {
  const cloud = sharedCloud();

  const he = () => phoneOf(cloud, 'operator-he');
  /** The leader’s WeChat, as it calls before WeChat names a unionid, and after. */
  const chen = (unionid?: string) => phoneOf(cloud, { openid: CHEN_OPENID, appid: DEMO_APPID, unionid });
  const nothing = { joins: 0, firstOrders: 0, converted: 0 };
  const everything = { joins: 1, firstOrders: 1, converted: 1 };
  const figures = async () => {
    const { leaders } = await he().leader.listLeaders({ cursor: null });
    const all = leaders.find(({ name }) => name === '陈姐')!.figures;
    return { joins: all.joins, firstOrders: all.firstOrders, converted: all.converted };
  };
  const awards = () =>
    documentsOf(cloud, 'leaderAwards')
      .filter(({ memberId }) => memberId !== null)
      .map(({ kind, voidedBy }) => [kind, ...voidedBy].join(' '))
      .sort();
  const heldNow = async () => (await he().leader.listHolds({ cursor: null })).holds;
  const teamOf = () =>
    documentsOf(cloud, 'members').filter(({ leaderId, status }) => leaderId === CHEN && status === 'active');
  const all = (why: string) => ['converted', 'first_order', 'join'].map((kind) => `${kind} ${why}`.trim());

  /** Joins by the leader’s code and orders. @param counted whether the figures hold it before anything else is known */
  async function brought(counted: boolean, number: string | null = null, unionid?: string): Promise<Phone> {
    const second = someone(cloud, 'chen-2', unionid);
    const phoneCode = number && (await second.phoneCode(number));
    await second.member.join({ leaderCode: CHEN_CODE, phoneCode });
    await order(cloud, second, 5000);
    if (counted) {
      await passTrade(cloud);
      await passTrade(cloud);
      expect(await figures()).toEqual(everything);
    }
    return second;
  }

  /** Two sweeps at once, twice; after that a sweep finds nothing to do. */
  async function sweepTwice(): Promise<void> {
    await Promise.all([passTrade(cloud), sweepTrade(cloud)]);
    await Promise.all([passTrade(cloud), sweepTrade(cloud)]);
    const before = JSON.stringify(documentsOf(cloud, 'leaderAwards'));
    await passTrade(cloud);
    expect(JSON.stringify(documentsOf(cloud, 'leaderAwards'))).toBe(before);
    expect(documentsOf(cloud, 'members').filter(({ personCheckAt }) => personCheckAt !== null)).toEqual([]);
    expect(toldTeams()).toEqual(documentsOf(cloud, 'members').filter(isActive).map(teamNow).sort());
  }

  const isActive = ({ status }: { status: string }) => status === 'active';
  const teamNow = ({ _id, leaderId }: { _id: string; leaderId: string | null }) =>
    `${_id} ${leaderId ?? '-'}`;

  /** Whose team everybody is in by what was told alone. */
  function toldTeams(): string[] {
    const told = documentsOf(cloud, 'facts')
      .filter(({ kind }) => kind === 'joined' || kind === 'leader_changed')
      .sort((one, other) => one.at - other.at);
    const teams = new Map(told.map(({ memberId, leaderId }) => [memberId, leaderId ?? null]));
    return documentsOf(cloud, 'members')
      .filter(isActive)
      .map(({ _id }) => teamNow({ _id, leaderId: teams.get(_id) ?? null }))
      .sort();
  }

  const byNumber: readonly Told[] = [
    [
      'the leader, a member, links the number later',
      async (counted) => {
        await chen().member.join({ leaderCode: null, phoneCode: null });
        await brought(counted, NUMBER);
        await chen().member.linkPhone({ phoneCode: await chen().phoneCode(NUMBER) });
      },
    ],
    [
      'the leader joins with the number later',
      async (counted) => {
        await brought(counted, NUMBER);
        await chen().member.join({ leaderCode: null, phoneCode: await chen().phoneCode(NUMBER) });
      },
    ],
    [
      'the leader links a number that the member took off before',
      async (counted) => {
        await chen().member.join({ leaderCode: null, phoneCode: null });
        const second = await brought(counted, NUMBER);
        await second.identityMap.unlinkPhone({});
        await chen().member.linkPhone({ phoneCode: await chen().phoneCode(NUMBER) });
      },
    ],
    [
      'the member links the leader’s number later',
      async (counted) => {
        await chen().member.join({ leaderCode: null, phoneCode: await chen().phoneCode(NUMBER) });
        const second = await brought(counted);
        await second.member.linkPhone({ phoneCode: await second.phoneCode(NUMBER) });
      },
    ],
  ];

  it.each(inBothCases(drawnOf(byNumber)))(
    '$name (figures counted before: $counted): the operator decides',
    async ({ story, counted }) => {
      await story(counted);
      await sweepTwice();
      expect(awards()).toEqual(all('same_phone'));
      expect(await figures()).toEqual(nothing);
      const [hold, ...more] = await heldNow();
      expect([hold?.awards, more]).toEqual([3, []]);
      const decided = { holdId: hold!.holdId, reason: '电话核实是两个人' };
      expect(await he().leader.decideHold({ ...decided, decision: 'release' })).toEqual({
        state: 'released',
      });
      await sweepTwice();
      expect(await figures()).toEqual(everything);
      // More becomes known of either: what was decided stays decided.
      await chen().member.linkPhone({ phoneCode: await chen().phoneCode('13811113333') });
      await sweepTwice();
      expect(await figures()).toEqual(everything);
      expect(await heldNow()).toEqual([]);
    },
  );

  it.each([true, false])(
    'WeChat names the member’s unionid for the leader’s account, too (figures counted before: %s): void, and no team member',
    async (counted) => {
      await brought(counted, null, 'u-chen');
      await chen('u-chen').identityMap.linkMine({});
      await sweepTwice();
      // A join that no sweep had counted is nobody’s from the start.
      expect(awards()).toEqual(all('own_person').filter((award) => counted || !award.startsWith('join')));
      expect(await heldNow()).toEqual([]);
      expect(await figures()).toEqual(nothing);
      expect(teamOf()).toEqual([]);
      await order(cloud, someone(cloud, 'chen-2', 'u-chen'), 6000);
      await sweepTwice();
      expect(await figures()).toEqual(nothing);
    },
  );

  const merging: readonly Told[] = [
    [
      'the leader’s account is the older one',
      async (counted) => {
        await chen().member.join({ leaderCode: null, phoneCode: null });
        cloud.moveClock(cloud.clock.now() + HOUR_MS);
        await brought(counted, null, 'u-chen');
      },
    ],
    [
      'the leader’s account is the newer one',
      async (counted) => {
        await brought(counted, null, 'u-chen');
        cloud.moveClock(cloud.clock.now() + HOUR_MS);
        await chen().member.join({ leaderCode: null, phoneCode: null });
      },
    ],
  ];

  it.each(inBothCases(merging))(
    'accounts merged later, $name (figures counted before: $counted): void until the merge is undone',
    async ({ story, counted }) => {
      await story(counted);
      await chen('u-chen').identityMap.linkMine({});
      expect(documentsOf(cloud, 'merges')).toHaveLength(1);
      await sweepTwice();
      expect(awards()).toEqual(all('own_person'));
      expect(await figures()).toEqual(nothing);
      expect(teamOf()).toEqual([]);
      // The look at the finished merge ten minutes later changes nothing of it.
      await passTrade(cloud, HOUR_MS);
      await sweepTwice();
      expect(awards()).toEqual(all('own_person'));

      const [merge] = documentsOf(cloud, 'merges');
      await he().identityMap.undoMerge({ mergeId: merge!._id, reason: '合错了' });
      await sweepTwice();
      expect(awards()).toEqual(all(''));
      expect(await figures()).toEqual(everything);
      expect(teamOf()).toHaveLength(1);
    },
  );

  it('the member’s other account had the leader’s number: merging the two holds it', async () => {
    await chen().member.join({ leaderCode: null, phoneCode: await chen().phoneCode(NUMBER) });
    await brought(true);
    const third = someone(cloud, 'chen-3', 'u-second');
    await third.member.join({ leaderCode: null, phoneCode: await third.phoneCode(NUMBER) });
    await sweepTwice();
    expect(await figures()).toEqual(everything);
    await someone(cloud, 'chen-2', 'u-second').identityMap.linkMine({});
    await sweepTwice();
    expect(awards()).toEqual(all('same_phone'));
    expect(await heldNow()).toHaveLength(1);
  });

  it('a neighbour’s number that nobody of the team has changes nothing', async () => {
    await chen().member.join({ leaderCode: null, phoneCode: null });
    await brought(true, NUMBER);
    await chen().member.linkPhone({ phoneCode: await chen().phoneCode('13811113333') });
    await sweepTwice();
    expect(await figures()).toEqual(everything);
    expect(await heldNow()).toEqual([]);
  });
});
