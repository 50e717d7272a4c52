import { DAY_MS } from '../../../contracts/primitives/time';
import type { PicturePlace } from '@contracts/office/shop-pictures';
import { storeId } from '@contracts/values';
import { auditOf } from '../../stage/counter-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';

const PICTURE_CHECK = '/wxa/media_check_async';
const png = (text: string): string =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(text)]).toString(
    'base64',
  );
const LOGO = png('a leaf');
const FRONT = png('a shop front');

const cloud = sharedCloud();
let he: Phone;
beforeEach(() => {
  cloud.faults.clear();
  cloud.moveClock(NOON);
  he = phoneOf(cloud, 'operator-he');
});
afterEach(() => cloud.faults.clear());

const pictures = () => documentsOf(cloud, 'pictures');
/** WeChat looks at what waits, and the sweep removes what is to go. */
const minute = async () => {
  cloud.moveClock(cloud.clock.now() + 60_000);
  await cloud.runTimers();
};
const fetched = async (url: string | undefined | null) => (url ? (await fetch(url)).text() : null);
const seen = async () => {
  const { stores, logoUrl } = await phoneOf(cloud, 'shopper-lin').member.listShopPictures({});
  const [logo, store] = await Promise.all([fetched(logoUrl), fetched(stores[0]?.url)]);
  return [logo?.slice(8), store?.slice(8)].map((text) => text ?? null);
};
/** An operator opens the form and chooses a picture. */
const choose = async (phone: Phone, place: PicturePlace, picture: string) => {
  const { basedOn } = await phone.office.readShopPicture({ place });
  return phone.office.saveShopPicture({ place, picture, basedOn });
};

describe('the merchant’s logo and the stores’ pictures', () => {
  it('are seen by shoppers once WeChat let them pass; until then by operators, and the one before by all', async () => {
    expect(await seen()).toEqual([null, null]);
    expect(await he.office.readShopPicture({ place: 'brand' })).toEqual({
      url: null,
      state: null,
      refusedAt: null,
      basedOn: null,
    });
    expect(await choose(he, 'brand', LOGO)).toEqual({ state: 'waiting' });
    await choose(he, STORE, FRONT);
    expect(await seen()).toEqual([null, null]);
    const waiting = await he.office.readShopPicture({ place: STORE });
    expect([waiting.state, await fetched(waiting.url)]).toEqual([
      'waiting',
      expect.stringContaining('a shop front'),
    ]);
    await minute();
    expect(await seen()).toEqual(['a leaf', 'a shop front']);
    await choose(he, 'brand', png('a tree'));
    expect(await seen()).toEqual(['a leaf', 'a shop front']);
    await minute();
    await minute();
    expect(await seen()).toEqual(['a tree', 'a shop front']);
    expect(pictures()).toHaveLength(2);
    expect(
      pictures().every(
        ({ state, endsAt, path }) => state === 'shown' && endsAt === null && path.startsWith('shop/pic_'),
      ),
    ).toBe(true);
    expect(auditOf(cloud, 'office.saveShopPicture')).toMatchObject([
      { subjectId: 'brand', before: { picture: false } },
      { subjectId: STORE, storeId: STORE, before: { picture: false } },
      { subjectId: 'brand', before: { picture: true }, after: { picture: true } },
    ]);
  });

  it('what WeChat refuses, or says nothing of for a day, is gone, told on the form, and the one before stays', async () => {
    await choose(he, 'brand', LOGO);
    await minute();
    await choose(he, 'brand', png('违规'));
    await minute();
    const refusedAt = cloud.clock.now();
    await minute();
    expect(await he.office.readShopPicture({ place: 'brand' })).toMatchObject({ state: 'shown', refusedAt });
    expect([pictures().length, await seen()]).toEqual([1, ['a leaf', null]]);
    await choose(he, 'brand', png('a tree'));
    expect(await he.office.readShopPicture({ place: 'brand' })).toMatchObject({ refusedAt: null });
    cloud.wechat.state.pictureChecks.splice(0);
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    await cloud.runTimers();
    await minute();
    expect([pictures().length, await seen()]).toEqual([1, ['a leaf', null]]);
  });

  it('of two who edit at once the second looks first, and nothing of theirs is left', async () => {
    const li = phoneOf(cloud, 'owner-li');
    const opened = await li.office.readShopPicture({ place: STORE });
    const logo = await li.office.readShopPicture({ place: 'brand' });
    await choose(he, STORE, FRONT);
    await choose(he, 'brand', LOGO);
    const late = { picture: png('another'), basedOn: opened.basedOn };
    await expect(li.office.saveShopPicture({ place: STORE, ...late })).rejects.toMatchObject({
      code: 'store_changed',
    });
    const { basedOn } = logo;
    await expect(li.office.removeShopPicture({ place: 'brand', basedOn })).rejects.toMatchObject({
      code: 'settings_changed',
    });
    expect(pictures()).toHaveLength(2);
    await minute();
    expect(await seen()).toEqual(['a leaf', 'a shop front']);
  });

  it('both at the very same moment: one is kept, the other told, and its file goes', async () => {
    const li = phoneOf(cloud, 'owner-li');
    const both = await Promise.allSettled([
      he.office.saveShopPicture({ place: STORE, picture: FRONT, basedOn: null }),
      li.office.saveShopPicture({ place: STORE, picture: png('another'), basedOn: null }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'store_changed' },
    });
    await minute();
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    await cloud.runTimers();
    await minute();
    expect(pictures()).toMatchObject([{ state: 'shown', place: STORE, memberId: null }]);
  });

  it('taken off, shoppers see none and the files are gone', async () => {
    await choose(he, STORE, FRONT);
    await minute();
    await choose(he, STORE, png('a door'));
    const ids = pictures().map(({ fileId }) => fileId ?? '');
    const { basedOn } = await he.office.readShopPicture({ place: STORE });
    await he.office.removeShopPicture({ place: STORE, basedOn });
    await he.office.removeShopPicture({ place: STORE, basedOn });
    expect(await seen()).toEqual([null, null]);
    await minute();
    await minute();
    expect(pictures()).toEqual([]);
    expect(ids.map((id) => cloud.storage.read(id))).toEqual([null, null]);
    expect(auditOf(cloud, 'office.removeShopPicture')).toMatchObject([
      { subjectId: STORE, before: { picture: true }, after: { picture: false } },
    ]);
  });

  it('the same request again is the same picture', async () => {
    const requestId = newTestRequest();
    const sent = { place: 'brand', picture: LOGO, basedOn: null } as const;
    await he.office.saveShopPicture(sent, { requestId });
    expect(await he.office.saveShopPicture(sent, { requestId })).toEqual({ state: 'waiting' });
    await minute();
    expect(await he.office.saveShopPicture(sent, { requestId })).toEqual({ state: 'shown' });
    expect([pictures().length, auditOf(cloud, 'office.saveShopPicture').length]).toEqual([1, 1]);
  });

  it.each(['drop-before', 'drop-after'])('WeChat cannot be asked (%s): nothing is kept', async (kind) => {
    cloud.faults.apply({ target: 'wechat', path: PICTURE_CHECK, kind, times: 9 });
    await expect(choose(he, 'brand', LOGO)).rejects.toMatchObject({ code: 'content_unchecked' });
    cloud.faults.clear();
    cloud.moveClock(NOON + 5 * 60_000);
    await cloud.runTimers();
    expect([pictures(), documentsOf(cloud, 'shopPictures')]).toEqual([[], []]);
  });

  it('no picture, and no store, are refused', async () => {
    const picture = Buffer.from('<svg/>').toString('base64');
    await expect(choose(he, 'brand', picture)).rejects.toMatchObject({ code: 'picture_unfit' });
    await expect(
      he.office.saveShopPicture({ place: storeId.parse('sto_none'), picture: LOGO, basedOn: null }),
    ).rejects.toMatchObject({ code: 'store_not_found' });
    expect(pictures()).toEqual([]);
  });
});
