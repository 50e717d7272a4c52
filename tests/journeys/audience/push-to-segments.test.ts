import { MINUTE_MS } from '@contracts/primitives/time';
import { newcomer, untilTold, type Somebody } from '../../stage/audience/told-life';
import { pass } from '../../stage/invite-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

jest.setTimeout(300_000);

/** A push whose people are those of segments. */
describe('a push to a segment', () => {
  const cloud = cloudOfEach();
  const he = () => phoneOf(cloud, 'operator-he');
  const saveTagged = async (name: string) =>
    (
      await he().audience.saveSegment({
        segmentId: null,
        name: `有${name}`,
        rule: { if: 'tag', anyOf: [name] },
        basedOn: 0,
      })
    ).segmentId;
  async function counted(segmentIds: string[]) {
    const { push } = await he().message.createPush({
      kind: 'campaign',
      audience: { segmentIds },
      text: { title: '周六会员日', body: '本周六会员全场 95 折' },
      sendAt: null,
    });
    return (await he().message.previewPush({ pushId: push.id })).push;
  }

  it('goes to whoever is in any of them, and to as many as were shown; nobody is in one that is not counted yet', async () => {
    const people: Somebody[] = [];
    for (let n = 0; n < 5; n += 1) people.push(await newcomer(cloud, `oPush-${n}`));
    const tagged = async (at: number, name: string) => {
      const memberId = people[at]?.memberId;
      if (!memberId) throw new Error('nobody');
      await he().office.tagMember({ memberId, add: [name], remove: [], reason: '人群推送' });
      return memberId;
    };
    const [first, second, third] = [await tagged(0, '辣'), await tagged(1, '辣'), await tagged(2, '素')];
    await people[1]?.phone.message.saveSettings({ mutedKinds: ['campaign'], quietHours: null });
    const hot = await saveTagged('辣');
    const plain = await saveTagged('素');
    expect((await counted([hot])).preview).toMatchObject({ complete: true, total: 0 });
    const choices = async () => (await he().message.listAudienceChoices({})).segments.map(({ id }) => id);
    expect(await choices()).not.toContain(hot);
    await untilTold(cloud);
    for (let minute = 0; minute < 10; minute += 1) await pass(cloud);
    expect(await choices()).toEqual(expect.arrayContaining([hot, plain]));

    expect((await counted([hot])).preview).toMatchObject({ total: 1, muted: 1 });
    const push = await counted([hot, plain]);
    expect(push.preview).toMatchObject({ total: 2, muted: 1 });
    const to = documentsOf(cloud, 'pushRecipients').filter(({ pushId }) => pushId === push.id);
    expect(to.map(({ memberId }) => memberId).sort()).toEqual([first, third].sort());
    expect(to.map(({ memberId }) => memberId)).not.toContain(second);
    // Who wants nothing personalised is left out of campaigns that pick them, not of those for everybody, also when they say so afterwards.
    const plainPhone = people[2]?.phone;
    await plainPhone?.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
    expect(await plainPhone?.message.readSettings({})).toMatchObject({ personalised: false });
    expect((await counted([hot, plain])).preview).toMatchObject({ total: 1, muted: 2 });
    expect((await counted([])).preview).toMatchObject({ total: 4, muted: 1 });
    // Quiet hours are saved by a client that knows nothing of it: it stands.
    await plainPhone?.message.saveSettings({ mutedKinds: [], quietHours: null });
    expect(await plainPhone?.message.readSettings({})).toMatchObject({ personalised: false });
    await he().message.submitPush({ pushId: push.id, confirmRepeat: false });
    await pass(cloud, MINUTE_MS);
    await pass(cloud);
    expect((await he().message.readPush({ pushId: push.id })).push).toMatchObject({
      status: 'done',
      done: 2,
      skipped: 1,
    });
  });
});
