import { fen } from '@contracts/primitives/fen';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { billOf, STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

/** Nothing that others read is saved before WeChat let it pass. */
const CHECK = '/wxa/msg_sec_check';

describe('a text that other people read', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    cloud.faults.clear();
    await cloud.reset();
  });
  afterAll(() => cloud.close());

  async function apply(name: string, groupName = '幸福里邻居群') {
    const phone = phoneOf(cloud, { openid: 'oApplicant-1', appid: DEMO_APPID });
    await phone.member.join({ leaderCode: null, phoneCode: null });
    return phone.leader.apply({ storeId: STORE, name, groupName, phoneCode: null });
  }
  const bill = (title: string) =>
    phoneOf(cloud, 'clerk-zhou').payment.openBill({
      storeId: STORE,
      items: [{ title, category: '生鲜', amountFen: fen(1000) }],
    });
  const asked = () => cloud.wechat.state.contentChecks.count;

  it.each([
    ['违规的名字', 'content_refused'],
    ['存疑的名字', 'content_refused'],
  ])('%s is not saved: %s', async (title, code) => {
    await expect(bill(title)).rejects.toMatchObject({ code });
    expect(documentsOf(cloud, 'orders')).toEqual([]);
    expect(documentsOf(cloud, 'auditEntries')).toEqual([]);
  });

  it('any one of several is enough', async () => {
    await expect(apply('小陈', '违规群')).rejects.toMatchObject({ code: 'content_refused' });
    await expect(apply('违规人')).rejects.toMatchObject({ code: 'content_refused' });
    expect(documentsOf(cloud, 'leaderApplications')).toEqual([]);
  });

  it.each(['drop-before', 'drop-after'])(
    'WeChat does not answer (%s): nothing is saved, and it says why',
    async (kind) => {
      cloud.faults.apply({ target: 'wechat', path: CHECK, kind, times: 9 });
      await expect(bill('苹果')).rejects.toMatchObject({
        code: 'content_unchecked',
        message: '微信暂时不能检查文字内容，没有保存，请稍后再试',
      });
      expect(documentsOf(cloud, 'orders')).toEqual([]);
      cloud.faults.clear();
      expect((await bill('苹果')).order.items[0]?.title).toBe('苹果');
    },
  );

  it.each([40003, 43104, 44002, 47001, 48001, 45009])('nor with errcode %i', async (errcode) => {
    cloud.faults.apply({ target: 'wechat', path: CHECK, kind: 'errcode', errcode, times: 9 });
    await expect(bill('苹果')).rejects.toMatchObject({ code: 'content_unchecked' });
    expect(documentsOf(cloud, 'orders')).toEqual([]);
  });

  it('that has passed is not asked about again all day; another one is', async () => {
    await bill('苹果');
    const first = asked();
    await bill('苹果');
    expect(asked()).toBe(first);
    await bill('香蕉');
    expect(asked()).toBe(first + 1);
  });

  it('several texts of one form are one question', async () => {
    const before = asked();
    await billOf(cloud, 1000);
    expect(asked() - before).toBeLessThanOrEqual(1);
  });

  it('is asked about with the openid of who writes it, who is here right now', async () => {
    await bill('苹果');
    expect([...cloud.wechat.state.visits.keys()]).toContain(phoneOf(cloud, 'clerk-zhou').identity.openid);
  });

  it('refused, the same request with another text is another request', async () => {
    await expect(bill('违规的名字')).rejects.toMatchObject({ code: 'content_refused' });
    expect((await bill('正常的名字')).order.items[0]?.title).toBe('正常的名字');
  });
});
