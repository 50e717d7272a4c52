import { toDoKind, type ToDoKind } from '@contracts/office/to-do';
import { MINUTE_MS } from '@contracts/primitives/time';
import type { CollectionName } from '../../../cloudfunctions/kit/store/schema';
import { join, memberIdOf } from '../../stage/identity-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, NOON, phoneOf } from '../../stage/stage';

/** 待办: what waits for whoever runs the shop, in one call. */
describe('the to-do', () => {
  const cloud = cloudOfEach();
  const waiting = async () =>
    Object.fromEntries(
      (await phoneOf(cloud, 'operator-he').office.readToDo({})).waiting.map(({ kind, count }) => [
        kind,
        count,
      ]),
    );

  it('has what waits until it is decided, and nothing else', async () => {
    const he = phoneOf(cloud, 'operator-he');
    const [lin, wang] = [phoneOf(cloud, 'shopper-lin'), phoneOf(cloud, 'shopper-wang')];
    await join(lin, await lin.phoneCode());
    await join(wang);
    expect(await waiting()).toEqual({});
    await lin.leader.apply({ name: '小林', phoneCode: null, storeId: STORE, groupName: '幸福里团' });
    const { decisionId } = await he.identityMap.openCase({
      memberId: await memberIdOf(lin),
      otherId: await memberIdOf(wang),
      reason: '同一家人',
    });
    expect(await waiting()).toEqual({ applications: 1, decisions: 1 });
    const [application] = documentsOf(cloud, 'leaderApplications');
    await he.leader.decideApplication({
      applicationId: application!._id,
      decision: 'refuse',
      reason: '名额已满',
    });
    await he.identityMap.decide({ decisionId, verdict: 'two_people', reason: '核对过证件' });
    expect(await waiting()).toEqual({});
  });

  /** As its collection holds it while it waits, and when it is done. Differences of 对账: reconciliation.test.ts. */
  const kept: Readonly<
    Record<Exclude<ToDoKind, 'reconciliation'>, readonly [CollectionName, waits: object, done: object | null]>
  > = {
    applications: ['leaderApplications', { status: 'waiting' }, { status: 'approved' }],
    held_invites: ['referrals', { state: 'held' }, { state: 'rewarded' }],
    held_awards: ['leaderHolds', { state: 'held' }, { state: 'counted' }],
    decisions: ['identityDecisions', { status: 'open' }, { status: 'decided' }],
    complaints: [
      'serviceNotes',
      { kind: 'complaint', state: 'open' },
      { kind: 'complaint', state: 'closed' },
    ],
    refunds: ['refunds', { attentionAt: NOON }, { attentionAt: null }],
    reviews: [
      'counterReviews',
      { status: 'waiting', expiresAt: NOON + MINUTE_MS },
      { status: 'waiting', expiresAt: NOON - MINUTE_MS },
    ],
    held_orders: ['orders', { shipTroubleAt: NOON }, { shipTroubleAt: null }],
    approvals: ['pushes', { status: 'awaiting_approval' }, { status: 'sent' }],
    quarantine: ['quarantine', { lastAt: NOON }, null],
    alarms: ['alarms', { clearedAt: null }, { clearedAt: NOON }],
  };

  it('counts each kind by what waits of it, and not by what is done', async () => {
    const environment = cloud.database.environment(cloud.env);
    for (const [name, waits, done] of Object.values(kept))
      await environment.insert(name, [
        { _id: 'waits-1', ...waits },
        { _id: 'waits-2', ...waits },
        ...(done === null ? [] : [{ _id: 'done', ...done }]),
      ]);
    const kinds = toDoKind.options.filter((kind) => kind !== 'reconciliation');
    expect(await waiting()).toEqual(Object.fromEntries(kinds.map((kind) => [kind, 2])));
  });

  it('is no business of a clerk or a shopper', async () => {
    for (const persona of ['clerk-zhou', 'shopper-lin'])
      await expect(phoneOf(cloud, persona).office.readToDo({})).rejects.toMatchObject({
        code: 'not_allowed',
      });
  });
});
