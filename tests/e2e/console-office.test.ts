import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { LocalCloud } from '../../local/server';
import { join, memberIdOf } from '../stage/identity-stage';
import { csvFile, newList, sendList, tryList } from '../stage/office/import-list';
import { pass } from '../stage/invite-stage';
import { STORE } from '../stage/payment-stage';
import { documentsOf, phoneOf } from '../stage/stage';
import { approve, findDeskFaults, openCode, ownersDesk } from './desk/console-desk';

const reason = '顾客来电说的';

/** The merchant's stores, pictures, members, lists and files at a desk, each act once and with its reason. */
describe('the office at a desk', () => {
  const desk = ownersDesk();
  const { problems, seen, button, row, open } = desk;
  let cloud: LocalCloud;
  let page: Page;
  beforeAll(() => {
    ({ cloud, page } = desk.at());
  });
  const operator = () => phoneOf(cloud, 'operator-he');
  const drawer = () => page.locator('.ant-drawer').filter({ visible: true });
  const modal = () => page.locator('.ant-modal').filter({ visible: true });
  const shownOption = () => page.locator('.ant-select-dropdown .ant-select-item').filter({ visible: true });
  const gone = () => page.waitForFunction(() => document.querySelector('.ant-modal') === null);
  /** Ends the small form that is open. */
  const submit = async (name: string, why: string | null = reason) => {
    if (why !== null) await modal().getByLabel('原因').fill(why);
    await modal().locator('.ant-modal-footer').getByRole('button', { name }).click();
    await gone();
  };
  const auditOf = (action: string) =>
    documentsOf(cloud, 'auditEntries').filter((one) => one.action === action);

  it('待办: what waits leads to the page where it is decided', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.leader.apply({
      name: '小林',
      phoneCode: await lin.phoneCode(),
      storeId: STORE,
      groupName: '幸福里团',
    });
    await open('/to-do', '待办');
    await page.getByRole('link', { name: /团长申请/ }).click();
    await page.getByRole('heading', { level: 1, name: '团长' }).waitFor();
    await row('小林').waitFor();
  });

  describe('门店', () => {
    it('a store from nothing: half of its hours and a place nobody finds are refused on the form', async () => {
      await open('/stores', '门店');
      expect(await findDeskFaults(page)).toEqual([]);
      await button('新建门店').click();
      await drawer().getByLabel('店名').fill('清溪路店');
      await drawer().getByLabel('坐标').fill('上海');
      await drawer().getByLabel('开门').fill('08:00');
      await page.keyboard.press('Enter');
      expect(await findDeskFaults(page)).toEqual([]);
      await drawer().getByRole('button', { name: '保 存' }).click();
      await seen('像 31.2304,121.4737 这样填');
      await seen('开门和关门时间要一起填');
      await drawer().getByLabel('坐标').fill('31.2304，121.4737');
      await drawer().getByLabel('关门').fill('21:30');
      await page.keyboard.press('Enter');
      await drawer().getByRole('button', { name: '保 存' }).click();
      await row('清溪路店').getByText('08:00–21:30').waitFor();
      expect(documentsOf(cloud, 'stores').find(({ name }) => name === '清溪路店')).toMatchObject({
        hours: { opensAt: '08:00', closesAt: '21:30' },
        location: { latitude: 31.2304, longitude: 121.4737 },
        open: true,
      });
    });

    it('two change one store: the second is told and overrules nothing', async () => {
      await open('/stores', '门店');
      await row('清溪路店').getByRole('button', { name: '修 改' }).click();
      await drawer().getByLabel('地址').fill('清溪路 8 号');
      const { stores } = await operator().merchant.listStores({});
      const { storeId, version, fields } = stores.find((one) => one.fields.name === '清溪路店')!;
      await operator().merchant.saveStore({
        edit: { storeId, version },
        fields: { ...fields, phone: '021-1' },
      });
      await drawer().getByRole('button', { name: '保 存' }).click();
      await seen('门店资料刚被别人改过');
      await button('重新载入').click();
      await seen('这期间有人改过');
      await drawer().getByRole('button', { name: '保 存' }).click();
      await row('清溪路 8 号').getByText('021-1').waitFor();
    });

    it('is closed and opened again with its reason', async () => {
      await open('/stores', '门店');
      await row('清溪路店').getByRole('button', { name: '暂停营业' }).click();
      await submit('暂停营业');
      await row('清溪路店').getByRole('button', { name: '恢复营业' }).click();
      await submit('恢复营业', '装修好了');
      await row('清溪路店').getByText('营业中').waitFor();
      expect(auditOf('merchant.closeStore')).toMatchObject([{ reason }]);
      expect(auditOf('merchant.openStore')).toMatchObject([{ reason: '装修好了' }]);
    });

    it('its picture waits for WeChat, and is taken off; a file that is none is refused', async () => {
      const picture = {
        name: 'door.png',
        mimeType: 'image/png',
        buffer: PNG.sync.write(new PNG({ width: 40, height: 40 })),
      };
      await open('/stores', '门店');
      await row('幸福里店').getByRole('button', { name: '图 片' }).click();
      await modal().getByText('还没有').waitFor();
      const chooser = page.locator('input[type="file"]');
      await chooser.setInputFiles({
        name: 'list.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('没有图'),
      });
      await seen('这不是图片');
      await chooser.setInputFiles(picture);
      await modal().getByText('微信正在审核').waitFor();
      expect(await findDeskFaults(page)).toEqual([]);
      await pass(cloud);
      await page.reload();
      await row('幸福里店').getByRole('button', { name: '图 片' }).click();
      await modal().getByText('顾客在首页').waitFor();
      await modal().locator('img').waitFor();
      expect(documentsOf(cloud, 'shopPictures')).toMatchObject([{ _id: STORE }]);
      await modal().getByRole('button', { name: '去 掉' }).click();
      await page.locator('.ant-modal-confirm').getByRole('button', { name: /确 定/ }).click();
      await modal().getByText('还没有').waitFor();
    });

    it('the logo of the brand stands beside its name, and somebody else’s since is not overwritten', async () => {
      const logo = (letter: string) => ({
        name: `${letter}.png`,
        mimeType: 'image/png',
        buffer: PNG.sync.write(new PNG({ width: 40 + letter.charCodeAt(0), height: 40 })),
      });
      await open('/settings', '设置');
      await seen('还没有');
      const place = 'brand' as const;
      await operator().office.saveShopPicture({
        place,
        basedOn: null,
        picture: logo('a').buffer.toString('base64'),
      });
      await page.locator('input[type="file"]').setInputFiles(logo('b'));
      await seen('设置刚被别人改过');
      await button('重新载入').click();
      await seen('微信正在审核');
      expect(await findDeskFaults(page)).toEqual([]);
      await page.locator('input[type="file"]').setInputFiles(logo('b'));
      await page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('readShopPicture'));
      expect(auditOf('office.saveShopPicture').filter(({ subjectId }) => subjectId === 'brand')).toHaveLength(
        2,
      );
    });
  });

  describe('会员', () => {
    const openMember = async () => {
      const memberId = await memberIdOf(phoneOf(cloud, 'shopper-lin'));
      await open(`/members?open=${memberId}`, '会员');
      await page.getByRole('dialog', { name: '会员详情' }).getByRole('button', { name: '打标签' }).waitFor();
    };

    it('a note, points, a coupon given and taken back, a new number', async () => {
      const memberId = await memberIdOf(phoneOf(cloud, 'shopper-lin'));
      await openMember();
      await button('写备注').click();
      await modal().getByLabel('备注').fill('周末来取');
      await submit('保 存', null);
      await button('调整积分').click();
      await modal().getByLabel('数量').fill('120');
      await submit('保 存');
      await button('发 券').click();
      await modal().getByLabel('哪张券').click();
      await page.locator('.ant-select-dropdown .ant-select-item').first().click();
      await submit('保 存');
      await button('收回券').click();
      await modal().getByLabel('哪张券').click();
      await shownOption().first().click();
      await page.keyboard.press('Escape');
      await submit('保 存');
      await button('换卡号').click();
      await submit('保 存');
      await button('手工定等级').click();
      await modal().getByLabel('定为').click();
      await shownOption().last().click();
      await modal().getByLabel('保留到').fill('2027-02-28');
      await page.keyboard.press('Enter');
      expect(await findDeskFaults(page)).toEqual([]);
      await submit('保 存');
      await drawer().getByText('2027-02-28').first().waitFor();
      expect(documentsOf(cloud, 'memberNotes')).toMatchObject([{ memberId, text: '周末来取' }]);
      for (const action of [
        'points.adjust',
        'coupon.issueByHand',
        'coupon.revoke',
        'office.replaceCard',
        'growth.setFloor',
      ])
        expect([action, auditOf(action).map((one) => one.reason)]).toEqual([action, [reason]]);
    });

    it('frozen, and free again, each told on the page', async () => {
      await openMember();
      await button('冻 结').click();
      await submit('冻 结');
      await drawer().getByText(`已冻结：${reason}`).waitFor();
      expect(await findDeskFaults(page)).toEqual([]);
      await button('解 冻').click();
      await submit('解 冻', '查清了');
      await drawer().getByText('已冻结').waitFor({ state: 'detached' });
      expect(auditOf('office.freezeMember').map((one) => one.reason)).toEqual([reason, '查清了']);
    });

    it('a card that ends lasts longer, to the day that is chosen', async () => {
      const { plans } = await operator().card.listPlans({});
      const { planId, version, terms } = plans.find(({ isDefault }) => isDefault)!;
      await operator().card.savePlan({ edit: { planId, version }, terms: { ...terms, validForDays: 30 } });
      await join(phoneOf(cloud, 'shopper-wang'));
      for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
      const memberId = await memberIdOf(phoneOf(cloud, 'shopper-wang'));
      await open(`/members?open=${memberId}`, '会员');
      await button('延长会员卡').click();
      await modal().getByLabel('新的到期日').fill('2027-12-31');
      await page.keyboard.press('Enter');
      await submit('保 存');
      const [entry] = auditOf('office.extendCard');
      expect(entry).toMatchObject({ reason, subjectId: memberId });
      expect(documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.card.expiresAt).toBe(
        Date.parse('2028-01-01T00:00:00+08:00'),
      );
    });

    it('two who may be one: found, and put to whoever decides', async () => {
      const other = await memberIdOf(phoneOf(cloud, 'shopper-wang'));
      const { cardNumber } = await phoneOf(cloud, 'shopper-wang').member.readCode({});
      await openMember();
      await button('可能是同一人').click();
      await modal().getByRole('searchbox').fill(cardNumber);
      await modal().getByRole('searchbox').press('Enter');
      await modal().getByLabel('另一位会员').click();
      await shownOption().first().click();
      await submit('保 存');
      expect(documentsOf(cloud, 'identityDecisions').map(({ status }) => status)).toEqual(['open']);
      expect(JSON.stringify(documentsOf(cloud, 'identityDecisions'))).toContain(other);
    });
  });

  describe('导入导出', () => {
    it('a list that was tried on the phone is applied, and taken back', async () => {
      const list = newList(40);
      await tryList(operator(), await sendList(operator(), csvFile(list.rows)));
      await open('/files?show=imports', '导入导出');
      await row('老会员.csv').getByRole('button', { name: '执行导入' }).click();
      await modal().getByText(`新建 ${list.good} 位`).waitFor();
      await submit('执行导入');
      await pass(cloud);
      await row('老会员.csv').getByText('已导入').waitFor();
      const imported = () => documentsOf(cloud, 'members').filter((member) => member.imported !== null);
      expect(imported()).toHaveLength(list.good);
      await row('老会员.csv').getByRole('button', { name: '撤回导入' }).click();
      await submit('撤回导入');
      await pass(cloud);
      await row('老会员.csv').getByText('已撤回').waitFor();
      expect(imported()).toEqual([]);
    });

    it('a file begins after a second look on the phone, and can be had when it is written', async () => {
      await open('/files?show=exports', '导入导出');
      await button('导出清单').click();
      await modal().getByLabel('清单').click();
      await page.locator('.ant-select-dropdown').getByText('操作日志', { exact: true }).click();
      await modal().getByPlaceholder('开始日期').fill('2026-11-01');
      await page.keyboard.press('Enter');
      await modal().getByPlaceholder('结束日期').fill('2026-11-30');
      await page.keyboard.press('Enter');
      await modal().getByLabel('原因').fill(reason);
      const code = await openCode(
        page,
        () => modal().locator('.ant-modal-footer').getByRole('button').last().click(),
        'beginConfirm',
      );
      await approve(page, phoneOf(cloud, 'owner-li'), code);
      await gone();
      await pass(cloud);
      await page.reload();
      await row('操作日志').getByText('下载').waitFor();
      expect(auditOf('office.exportList')).toMatchObject([{ reason }]);
    });
  });

  it('nothing failed on the way', () => {
    expect(problems).toEqual([]);
  });
});
