import type { LocalCloud } from '../../../local/server';
import { describeCall } from '../../../local/cloudbase/gateway';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import {
  documentsOf,
  memberDocuments,
  newTestRequest,
  ONE_JOIN,
  phoneOf,
  startJourney,
} from '../../stage/stage';
import { drawnEntries } from '../../stage/property';

/** How often a join looked for what joining gives: proof that the disturbance really happened. */
function countJoins(cloud: LocalCloud): () => number {
  cloud.faults.database.startTrace();
  return () =>
    cloud.faults.database.trace.filter(
      ({ collection, action }) => collection === 'cardPlans' && action === 'database.aggregateDocuments',
    ).length;
}

const withoutPhone = { ...ONE_JOIN, identities: 3 };

describe('a join happens exactly once', () => {
  const cloud = cloudOfEach();

  it('double tap: the same request twice at the same moment gives the same answer', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const requestId = newTestRequest();
    const tap = () => lin.member.join({ leaderCode: null, phoneCode: null }, { requestId });
    const [first, second] = await Promise.all([tap(), tap()]);
    expect(second).toEqual(first);
    expect(first.outcome).toBe('joined');
    expect(memberDocuments(cloud)).toEqual(withoutPhone);
  });

  it('two devices of one person at once make one member; the later one is told so', async () => {
    const device = (openid: string) => phoneOf(cloud, { openid, unionid: 'uOnePerson', appid: DEMO_APPID });
    const answers = await Promise.all(
      ['oDevice-1', 'oDevice-2'].map((openid) =>
        device(openid).member.join({ leaderCode: null, phoneCode: null }),
      ),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['already_member', 'joined']);
    expect(new Set(answers.map(({ member }) => member.memberId)).size).toBe(1);
    expect(memberDocuments(cloud)).toEqual({ ...withoutPhone, identities: 4 });
  });

  it('twenty taps at once make one member', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => lin.member.join({ leaderCode: null, phoneCode: null })),
    );
    expect(answers.filter(({ outcome }) => outcome === 'joined')).toHaveLength(1);
    expect(memberDocuments(cloud)).toEqual(withoutPhone);
  });

  it('a retry after a lost answer gets the first answer', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const calls = countJoins(cloud);
    cloud.faults.apply({ target: 'function', name: 'member', kind: 'drop-after', times: 1 });
    const joined = await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode() });
    expect(joined).toMatchObject({ outcome: 'joined', phone: 'verified' });
    expect(calls()).toBe(2);
    expect(memberDocuments(cloud)).toEqual(ONE_JOIN);
  });

  it('a call delivered twice by the platform joins once', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const calls = countJoins(cloud);
    cloud.faults.apply({ target: 'function', name: 'member', kind: 'duplicate', times: 1 });
    await lin.member.join({ leaderCode: null, phoneCode: null });
    expect(calls()).toBe(2);
    expect(memberDocuments(cloud)).toEqual(withoutPhone);
  });
});

describe('one database call of the join fails, whichever it is', () => {
  const kinds = ['drop', 'drop-after', 'error-before', 'error-after', 'conflict', 'duplicate'] as const;

  /** The calls of an undisturbed join, in order. */
  async function callsOfJoin(): Promise<string[]> {
    const cloud = await startJourney();
    const lin = phoneOf(cloud, 'shopper-lin');
    const phoneCode = await lin.phoneCode();
    cloud.faults.database.startTrace();
    await lin.member.join({ leaderCode: null, phoneCode });
    const calls = cloud.faults.database.trace.map(describeCall);
    await cloud.close();
    return calls;
  }

  it.each(kinds)('%s: the person ends as one complete member, with the phone number', async (kind) => {
    const calls = await callsOfJoin();
    expect(calls.length).toBeGreaterThan(5);
    const cloud = await startJourney();
    for (const [position, call] of drawnEntries(calls, kinds.indexOf(kind))) {
      await cloud.reset();
      const lin = phoneOf(cloud, 'shopper-lin');
      const phoneCode = await lin.phoneCode();
      cloud.faults.apply({ target: 'database', nth: position + 1, kind });
      const joined = await lin.member.join({ leaderCode: null, phoneCode });
      expect({ call, kind, fired: cloud.faults.database.fired }).toEqual({ call, kind, fired: 1 });
      expect({ call, kind, outcome: joined.outcome, phone: joined.phone }).toEqual({
        call,
        kind,
        outcome: 'joined',
        phone: 'verified',
      });
      expect({ call, kind, ...memberDocuments(cloud) }).toEqual({ call, kind, ...ONE_JOIN });
      const [member] = documentsOf(cloud, 'members');
      expect(documentsOf(cloud, 'identities').every(({ memberId }) => memberId === member?._id)).toBe(true);
      expect(joined.member.memberId).toBe(member?._id);
    }
    await cloud.close();
  });
});
