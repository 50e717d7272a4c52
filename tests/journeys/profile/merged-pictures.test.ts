import { DAY_MS } from '@contracts/primitives/time';
import { joinTwice, undoLatest } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, type Phone } from '../../stage/stage';

const png = (text: string): string =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(text)]).toString(
    'base64',
  );

/** Each may have shown a picture; the person has one, and what is undone is as it was. */
describe('two members who turn out to be one', () => {
  const cloud = sharedCloud();

  /** WeChat looks at what waits. */
  const minute = async () => {
    cloud.moveClock(cloud.clock.now() + 60_000);
    await cloud.runTimers();
  };
  const show = async (phone: Phone, text: string) => {
    await phone.member.saveAvatar({ picture: png(text) });
    await minute();
  };
  const shown = async (phone: Phone): Promise<string | null> => {
    const { avatar } = await phone.member.readDetails({});
    return avatar?.url ? (await fetch(avatar.url)).text() : null;
  };
  const owners = () => new Set(documentsOf(cloud, 'pictures').map(({ memberId }) => memberId)).size;

  it('both with a picture: the kept account’s is shown on both phones; undone, each has its own again', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await show(one, 'a cat');
    await show(two, 'a dog');
    expect(owners()).toBe(2);
    await both.identityMap.linkMine({});
    await minute();
    const kept = await shown(both);
    expect([await shown(two), owners()]).toEqual([kept, 1]);
    expect(kept).toMatch(/a cat|a dog/);
    await undoLatest(cloud);
    await minute();
    expect([await shown(one), await shown(two)].map((text) => text?.slice(-5))).toEqual(['a cat', 'a dog']);
    expect(owners()).toBe(2);
  });

  it('one with a picture: the person has it, whichever account is kept', async () => {
    const { two, both } = await joinTwice(cloud);
    await show(two, 'a dog');
    await both.identityMap.linkMine({});
    await minute();
    expect((await shown(both))?.slice(-5)).toBe('a dog');
  });

  it('a picture that waits for WeChat when they are merged is the person’s once it passes', async () => {
    const { two, both } = await joinTwice(cloud);
    await two.member.saveAvatar({ picture: png('a dog') });
    await both.identityMap.linkMine({});
    await minute();
    await minute();
    expect((await shown(both))?.slice(-5)).toBe('a dog');
  });

  const files = (): (string | undefined)[] =>
    documentsOf(cloud, 'pictures')
      .map(({ fileId }) =>
        cloud.storage
          .read(fileId ?? '')
          ?.subarray(8)
          .toString(),
      )
      .sort();
  const later = async (days: number) => {
    cloud.moveClock(cloud.clock.now() + days * DAY_MS);
    for (let time = 0; time < 3; time += 1) await minute();
  };

  it('once nothing can be undone any more, the picture nobody shows leaves the cloud storage; the other stays', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await show(one, 'a cat');
    await show(two, 'a dog');
    const ids = documentsOf(cloud, 'pictures').map(({ fileId }) => fileId ?? '');
    await both.identityMap.linkMine({});
    await later(29);
    expect(files()).toEqual(['a cat', 'a dog']);
    const kept = (await shown(both))?.slice(-5);
    await later(3);
    expect(files()).toEqual([kept]);
    expect((await shown(two))?.slice(-5)).toBe(kept);
    expect(ids.filter((id) => cloud.storage.read(id) !== null)).toHaveLength(1);
    expect(documentsOf(cloud, 'pictures').map(({ endsAt }) => endsAt)).toEqual([null]);
  });

  it('one picture that came by the merge stays for good', async () => {
    const { two, both } = await joinTwice(cloud);
    await show(two, 'a dog');
    await both.identityMap.linkMine({});
    await later(40);
    expect([files(), (await shown(both))?.slice(-5)]).toEqual([['a dog'], 'a dog']);
  });

  it('undone in time, each keeps its own for good', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await show(one, 'a cat');
    await show(two, 'a dog');
    await both.identityMap.linkMine({});
    await later(29);
    await undoLatest(cloud);
    await later(40);
    expect([await shown(one), await shown(two)].map((text) => text?.slice(-5))).toEqual(['a cat', 'a dog']);
    expect(files()).toEqual(['a cat', 'a dog']);
  });

  it('the one account they became closes: the files of both are gone', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await show(one, 'a cat');
    await show(two, 'a dog');
    const ids = documentsOf(cloud, 'pictures').map(({ fileId }) => fileId ?? '');
    await both.identityMap.linkMine({});
    await minute();
    await both.identityMap.requestClosure({});
    await later(8);
    expect(documentsOf(cloud, 'pictures')).toEqual([]);
    expect(ids.map((id) => cloud.storage.read(id))).toEqual([null, null]);
  });
});
