import type { RequestId } from '@contracts/primitives/ids';
import { isChinaDate, type ChinaDate } from '@contracts/primitives/time';
import { DAY_MS } from '../../../contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, NOON, phoneOf, startJourney } from '../../stage/stage';

/** What a member tells of themselves: checked, shown when it passed, gone when it is to go. */
const LIN = 'shopper-lin';
const PICTURE_CHECK = '/wxa/media_check_async';
const png = (text: string): string =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(text)]).toString(
    'base64',
  );
const GOOD = png('a cat');
const BAD = png('违规');
function day(text: string): ChinaDate {
  if (!isChinaDate(text)) throw new RangeError(text);
  return text;
}

describe('a member’s profile', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    cloud.faults.clear();
    await cloud.reset();
    await phoneOf(cloud, LIN).member.join({ leaderCode: null, phoneCode: null });
  });
  afterAll(() => cloud.close());

  const lin = () => phoneOf(cloud, LIN).member;
  const pictures = () => documentsOf(cloud, 'pictures');
  const member = () => documentsOf(cloud, 'members')[0];
  /** WeChat looks at what waits, and the sweep removes what is to go. */
  const minute = async () => {
    cloud.moveClock(cloud.clock.now() + 60_000);
    await cloud.runTimers();
  };
  const files = () => pictures().filter(({ fileId }) => fileId !== null && cloud.storage.read(fileId));
  const fetched = async (url: string | undefined | null) => (await fetch(url ?? '')).text();
  const points = async () => (await phoneOf(cloud, LIN).points.readHome({})).balance;

  it('begins empty, and says what completing it earns', async () => {
    expect(await lin().readDetails({})).toMatchObject({
      nickname: null,
      gender: null,
      birthday: null,
      avatar: null,
      missing: ['nickname', 'avatar', 'birthday'],
      reward: { points: 30, isGiven: false },
    });
  });

  it('complete, it earns its points once, whatever comes last', async () => {
    await minute();
    const before = await points();
    const details = { nickname: '林小满', gender: null, birthday: day('1988-02-29') };
    expect(await lin().saveDetails(details)).toEqual({ earned: 0 });
    await lin().saveAvatar({ picture: GOOD });
    expect(await points()).toBe(before);
    await minute();
    expect(await points()).toBe(before + 30);
    expect(await lin().saveDetails({ ...details, nickname: null })).toEqual({ earned: 0 });
    expect(await lin().saveDetails(details)).toEqual({ earned: 0 });
    await lin().saveAvatar({ picture: png('a dog') });
    await minute();
    expect(await points()).toBe(before + 30);
    expect(await lin().readDetails({})).toMatchObject({ missing: [], reward: { isGiven: true } });
  });

  it('a nickname that WeChat refuses is not saved', async () => {
    const details = { nickname: '违规的名字', gender: null, birthday: null };
    await expect(lin().saveDetails(details)).rejects.toMatchObject({ code: 'content_refused' });
    expect((await lin().readProfile({})).member.nickname).toBeNull();
  });

  it.each(['', '  ', 'a\u202eb', 'a\nb', '一二三四五六七八九十一二三四五六七八九十一'])(
    'the nickname %j is none',
    async (nickname) => {
      await expect(lin().saveDetails({ nickname, gender: null, birthday: null })).rejects.toMatchObject({
        code: 'invalid_input',
      });
    },
  );

  it('a birthday is real, changes once a year, and can always be taken back', async () => {
    const save = (text: string | null) =>
      lin().saveDetails({ nickname: null, gender: 'female', birthday: text === null ? null : day(text) });
    const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });
    await expect(save('1988-02-30')).rejects.toEqual(code('birthday_invalid'));
    await expect(save('2026-11-22')).rejects.toEqual(code('birthday_invalid'));
    await save('1958-05-01');
    expect(documentsOf(cloud, 'pointsAccounts')[0]?.standing.birthday).toBe('05-01');
    await expect(save('1958-05-02')).rejects.toEqual(code('birthday_fixed'));
    expect((await lin().readDetails({})).birthdayFixedUntil).toBe(NOON + 365 * DAY_MS);
    await save(null);
    expect(documentsOf(cloud, 'pointsAccounts')[0]?.standing.birthday).toBeNull();
    await expect(save('1958-05-02')).rejects.toEqual(code('birthday_fixed'));
    cloud.moveClock(NOON + 365 * DAY_MS);
    await save('1958-05-02');
    expect((await lin().readDetails({})).birthday).toBe('1958-05-02');
  });

  it('a picture is the member’s alone until WeChat let it pass; the one before is removed then', async () => {
    expect(await lin().saveAvatar({ picture: GOOD })).toEqual({ state: 'waiting' });
    expect(member()?.profile.avatar).toBeNull();
    const waiting = await lin().readDetails({});
    expect(waiting.avatar?.state).toBe('waiting');
    expect(await fetched(waiting.avatar?.url)).toContain('a cat');
    await minute();
    expect((await lin().readDetails({})).avatar?.state).toBe('shown');
    await lin().saveAvatar({ picture: png('a dog') });
    expect(member()?.profile.avatar?.pictureId).toBe(pictures().find(({ state }) => state === 'shown')?._id);
    await minute();
    await minute();
    expect(pictures()).toMatchObject([{ state: 'shown', endsAt: null }]);
    expect(await fetched((await lin().readProfile({})).avatarUrl)).toContain('a dog');
  });

  it('the office sees picture, gender and birthday, of a picture only one that passed; the counter sees a name', async () => {
    const told = { nickname: '林小满', gender: 'female' as const, birthday: day('1988-02-29') };
    const seen = async () => {
      const [{ _id: memberId } = { _id: null }] = documentsOf(cloud, 'members');
      if (memberId === null) throw new Error('nobody joined');
      return (await phoneOf(cloud, 'operator-he').office.readMember({ memberId })).member;
    };
    expect(await seen()).toMatchObject({ avatarUrl: null, gender: null, birthday: null });
    await lin().saveDetails(told);
    await lin().saveAvatar({ picture: GOOD });
    expect(await seen()).toMatchObject({ avatarUrl: null, gender: 'female', birthday: '1988-02-29' });
    await minute();
    expect(await fetched((await seen()).avatarUrl)).toContain('a cat');
    const cardNumber = member()?.card?.number;
    const [store] = documentsOf(cloud, 'stores');
    if (!cardNumber || !store) throw new Error('the demo has a card and a store');
    const counter = phoneOf(cloud, 'clerk-zhou').office;
    const atCounter = await counter.readMemberAtCounter({ storeId: store._id, cardNumber });
    expect(atCounter.nickname).toBe('林小满');
    for (const kept of ['1988-02-29', 'female', 'avatar', 'storage'])
      expect(JSON.stringify(atCounter)).not.toContain(kept);
    await lin().saveDetails({ nickname: null, gender: null, birthday: null });
    await lin().removeAvatar({});
    expect(await seen()).toMatchObject({ avatarUrl: null, gender: null, birthday: null });
  });

  it('a refused picture disappears, the one before stays, and the member is told', async () => {
    await lin().saveAvatar({ picture: GOOD });
    await minute();
    await lin().saveAvatar({ picture: BAD });
    expect(files()).toHaveLength(2);
    await minute();
    await minute();
    expect(files()).toHaveLength(1);
    expect(pictures()).toHaveLength(1);
    expect(await fetched((await lin().readProfile({})).avatarUrl)).toContain('a cat');
    const { messages } = await phoneOf(cloud, LIN).message.listInbox({ cursor: null });
    expect(messages.filter(({ kind }) => kind === 'avatar_refused')).toMatchObject([
      { title: '头像没有通过审核', page: 'shopper/pages/profile/index' },
    ]);
  });

  it('a verdict that never comes is none: the picture goes after a day', async () => {
    await lin().saveAvatar({ picture: GOOD });
    cloud.wechat.state.pictureChecks.splice(0);
    cloud.moveClock(NOON + DAY_MS - 1);
    await cloud.runTimers();
    expect(pictures()).toMatchObject([{ state: 'waiting' }]);
    cloud.moveClock(NOON + DAY_MS);
    await cloud.runTimers();
    await minute();
    expect(pictures()).toEqual([]);
    expect(member()?.profile).toMatchObject({ avatar: null, newAvatar: null });
  });

  it('an event told again, or about a picture that was replaced, changes nothing', async () => {
    await lin().saveAvatar({ picture: BAD });
    await lin().saveAvatar({ picture: GOOD });
    await minute();
    await minute();
    expect(pictures()).toMatchObject([{ state: 'shown' }]);
    expect(member()?.profile.avatar?.pictureId).toBe(pictures()[0]?._id);
    expect(documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'avatar_refused')).toEqual([]);
  });

  it.each(['drop-before', 'drop-after'])('WeChat cannot be asked (%s): nothing is kept', async (kind) => {
    cloud.faults.apply({ target: 'wechat', path: PICTURE_CHECK, kind, times: 9 });
    await expect(lin().saveAvatar({ picture: GOOD })).rejects.toMatchObject({ code: 'content_unchecked' });
    expect((await lin().readProfile({})).avatarUrl).toBeNull();
    cloud.faults.clear();
    cloud.moveClock(NOON + 5 * 60_000);
    await cloud.runTimers();
    expect(pictures()).toEqual([]);
  });

  it.each([
    ['no picture at all', Buffer.from('<svg/>').toString('base64'), 'picture_unfit'],
    ['too large', Buffer.alloc(200 * 1024 + 1, 1).toString('base64'), 'picture_unfit'],
    ['no base64', 'data:image/png;base64,AAAA', 'invalid_input'],
  ])('%s is refused', async (_name, picture, code) => {
    await expect(lin().saveAvatar({ picture })).rejects.toMatchObject({ code });
    expect(pictures()).toEqual([]);
  });

  it('the same request again is the same picture', async () => {
    const event = (picture: string) => ({
      op: 'saveAvatar',
      input: { picture },
      requestId: 'profile-request-1' as RequestId,
    });
    const { identity } = phoneOf(cloud, LIN);
    for (let time = 0; time < 3; time += 1)
      expect(await cloud.invoke('member', event(GOOD), identity)).toMatchObject({
        result: { ok: true, data: { state: 'waiting' } },
      });
    expect(pictures()).toHaveLength(1);
    expect(await cloud.invoke('member', event(BAD), identity)).toMatchObject({
      result: { ok: false, error: { code: 'request_changed' } },
    });
  });

  it('taken off by the member, nothing of it is left', async () => {
    await lin().saveAvatar({ picture: GOOD });
    await minute();
    await lin().saveAvatar({ picture: png('a dog') });
    await lin().removeAvatar({});
    expect((await lin().readProfile({})).avatarUrl).toBeNull();
    const ids = pictures().map(({ fileId }) => fileId ?? '');
    await minute();
    await minute();
    expect(pictures()).toEqual([]);
    expect(ids.map((id) => cloud.storage.read(id))).toEqual([null, null]);
  });

  it('goes with the account: the documents and the files', async () => {
    await lin().saveAvatar({ picture: GOOD });
    await minute();
    await lin().saveAvatar({ picture: png('a dog') });
    const ids = pictures().map(({ fileId }) => fileId ?? '');
    expect(ids).toHaveLength(2);
    const exported = await phoneOf(cloud, LIN).identityMap.exportMine({ cursor: null });
    expect(exported.parts[0]?.items[0]).toMatchObject({ nickname: null, gender: null, birthday: null });
    await phoneOf(cloud, LIN).identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 8 * DAY_MS);
    for (let time = 0; time < 4; time += 1) await minute();
    expect(documentsOf(cloud, 'members')).toEqual([]);
    expect(pictures()).toEqual([]);
    expect(ids.map((id) => cloud.storage.read(id))).toEqual([null, null]);
  });
});
