import { DAY_MS } from '@contracts/primitives/time';
import { cardNumber } from '@contracts/values';
import { featureDifferences, featuresOfMember, newcomer, untilTold } from '../../stage/audience/told-life';
import { joinTwice, memberIdOf, undoLatest } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

jest.setTimeout(300_000);

const SENSITIVE = 'seg_service-sensitive';
const complaint = { kind: 'complaint', text: '送来的菜不新鲜' } as const;

describe('service notes', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const notes = () => documentsOf(cloud, 'serviceNotes');
  const isSensitive = (id: string) =>
    documentsOf(cloud, 'features').some(
      ({ _id, segments }) => _id === id && segments.some((key) => key.startsWith(`${SENSITIVE}@`)),
    );
  const members = async () => {
    for (let minute = 0; minute < 6; minute += 1) await pass(cloud);
    const { members: found } = await he().audience.listSegmentMembers({
      segmentId: SENSITIVE,
      side: 'in',
      cursor: null,
    });
    return found.map(({ memberId }) => memberId);
  };
  afterEach(async () => expect(await featureDifferences(cloud)).toEqual([]));

  it('a complaint makes a member sensitive to service until it is closed, or for 60 days; whoever asks reads why', async () => {
    const { memberId } = await newcomer(cloud, 'oAnn');
    const other = await newcomer(cloud, 'oBob');
    const by = { requestId: newTestRequest() };
    const first = await he().voice.writeNote({ memberId, ...complaint }, by);
    expect(await he().voice.writeNote({ memberId, ...complaint }, by)).toEqual(first);
    await he().voice.writeNote({ memberId: other.memberId, kind: 'praise', text: '店员很热情' });
    await untilTold(cloud);
    expect(await members()).toEqual([memberId]);
    const { why } = await he().audience.explainMember({ memberId, segmentId: SENSITIVE });
    expect(why).toContain('的投诉还没处理完');

    const [open] = (await he().voice.listNotes({ state: 'open', cursor: null })).notes;
    expect(open).toMatchObject({ ...complaint, member: { memberId }, closed: null, storeName: null });
    const { noteId } = first;
    const closed = await he().voice.closeNote({ noteId, text: '补送了一份' });
    await untilTold(cloud);
    expect(await members()).toEqual([]);
    expect((await he().voice.listMemberNotes({ memberId, cursor: null })).notes).toEqual([closed.note]);
    const { entries } = await he().office.readMemberTimeline({ memberId, cursor: null });
    expect(entries.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['note_added', 'voice.writeComplaint', 'note_closed', 'voice.closeNote']),
    );

    await he().voice.writeNote({ memberId, ...complaint });
    await untilTold(cloud);
    expect(isSensitive(memberId)).toBe(true);
    await untilTold(cloud, 61 * DAY_MS);
    expect(isSensitive(memberId)).toBe(false);
  });

  it('of two who close it at once one does; the other reads what was written', async () => {
    const { memberId } = await newcomer(cloud, 'oAnn');
    const { noteId } = await he().voice.writeNote({ memberId, kind: 'request', text: '想要小份', inDays: 0 });
    const answers = await Promise.all(
      (['operator-he', 'owner-li'] as const).map((who) =>
        phoneOf(cloud, who).voice.closeNote({ noteId, text: `${who} 说好了` }),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'note_closed')).toHaveLength(1);
    expect(
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'voice.closeNote'),
    ).toHaveLength(1);
    await expect(he().voice.closeNote({ noteId: 'srv_none', text: '好了' })).rejects.toMatchObject({
      code: 'service_note_not_found',
    });
  });

  it('a clerk writes of who stands at their own counter, and reads and closes none', async () => {
    const { phone, memberId } = await newcomer(cloud, 'oAnn');
    const number = documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.card.number;
    const zhou = phoneOf(cloud, 'clerk-zhou').voice;
    const said = { kind: 'request', text: '下次多放一双筷子', cardNumber: cardNumber.parse(number) } as const;
    const { noteId } = await zhou.writeNoteAtCounter({ storeId: STORE, ...said });
    expect(notes()).toMatchObject([{ _id: noteId, memberId, storeId: STORE, state: 'open' }]);
    expect(documentsOf(cloud, 'auditEntries').at(-1)).toMatchObject({
      action: 'voice.writeRequest',
      storeId: STORE,
    });
    for (const refused of [
      zhou.writeNote({ memberId, ...complaint }),
      zhou.closeNote({ noteId, text: '好了' }),
      zhou.listNotes({ state: 'open', cursor: null }),
      zhou.listMemberNotes({ memberId, cursor: null }),
      phone.voice.listMemberNotes({ memberId, cursor: null }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('what two said is read of whoever they are: as one, two again, and gone with the account', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [first, second] = [await memberIdOf(one), await memberIdOf(two)];
    const written = [];
    for (const memberId of [first, second])
      written.push(await he().voice.writeNote({ memberId, ...complaint }));
    await both.identityMap.linkMine({});
    await untilTold(cloud);
    const ofMember = async (memberId: typeof first) =>
      (await he().voice.listMemberNotes({ memberId, cursor: null })).notes.map(({ noteId }) => noteId);
    const ids = written.map(({ noteId }) => noteId);
    expect((await ofMember(first)).sort()).toEqual([...ids].sort());
    // Closed while they are one: it stays closed for whoever it was about.
    for (const noteId of ids) await he().voice.closeNote({ noteId, text: '已经道歉' });
    await untilTold(cloud);
    expect([first, second].map(isSensitive)).toEqual([false, false]);
    const { noteId: late } = await he().voice.writeNote({ memberId: second, ...complaint });
    await undoLatest(cloud);
    await untilTold(cloud);
    const kept = notes().find(({ _id }) => _id === late)?.memberId;
    expect([first, second].map(isSensitive)).toEqual([first === kept, second === kept]);
    expect((await ofMember(first)).length + (await ofMember(second)).length).toBe(3);
    expect(featuresOfMember(cloud, second)?.of).not.toBeNull();

    await one.identityMap.requestClosure({});
    await untilTold(cloud, 8 * DAY_MS);
    expect(notes().map(({ memberId }) => memberId)).not.toContain(first);
    expect(JSON.stringify(documentsOf(cloud, 'auditEntries'))).not.toContain(complaint.text);
  });
});
