import type { Page } from 'playwright-core';
import * as z from 'zod';
import type { LocalCloud } from '../../local/server';
import { untilTold } from '../stage/audience/told-life';
import { packFor, untilHeard } from '../stage/growth/growth-stage';
import { order } from '../stage/invite-stage';
import { documentsOf, phoneOf } from '../stage/stage';
import { findDeskFaults, ownersDesk } from './desk/console-desk';

/** What operators decide at a desk: coupons, cards, tiers, leaders, pushes, files. */
describe('the merchant’s pages at a desk', () => {
  const desk = ownersDesk();
  const { problems, seen, button, row, open } = desk;
  let cloud: LocalCloud;
  let page: Page;
  beforeAll(() => {
    ({ cloud, page } = desk.at());
  });
  const operator = () => phoneOf(cloud, 'operator-he');

  const form = () => page.locator('.ant-drawer').filter({ visible: true });
  const publish = () => form().getByRole('button', { name: '发 布' }).click();
  /** The form that is open, with its reason. */
  const submit = async (reason: string, name: string) => {
    await page.getByLabel('原因').fill(reason);
    await page.locator('.ant-modal-footer').getByRole('button', { name }).click();
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
  };

  it.each([
    ['/figures', '经营数据'],
    ['/figures?tab=ranking', '经营数据'],
    ['/figures?tab=cohorts', '经营数据'],
    ['/figures?tab=checks', '经营数据'],
    ['/coupons', '券与券包'],
    ['/coupons?show=packs', '券与券包'],
    ['/mall', '积分商城'],
    ['/plans', '会员卡'],
    ['/tiers', '等级'],
    ['/tiers?show=tonight', '等级'],
    ['/tiers?show=refused', '等级'],
    ['/leaders', '团长'],
    ['/leaders?show=applications', '团长'],
    ['/leaders?show=holds', '团长'],
    ['/invites', '邀请'],
    ['/pushes', '推送'],
    ['/files', '导入导出'],
    ['/files?show=imports', '导入导出'],
  ])('%s is there, and nothing of it fails axe', async (path, heading) => {
    await open(path, heading);
    expect(await findDeskFaults(page)).toEqual([]);
  });

  it('figures say what they are and what each day was, by store, and by whom began together', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await order(cloud, lin, 5000);
    await untilTold(cloud);
    await open('/figures', '经营数据');
    await row('有效订单').getByText('1', { exact: true }).first().waitFor();
    await row('净销售额').click();
    await seen('退款算在退回那天');
    await page
      .getByRole('button', { name: /的每一笔$/ })
      .last()
      .click();
    await page.locator('.ant-drawer').getByText('付款', { exact: true }).first().waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
    await page.locator('.ant-drawer-close').click();
    await page.locator('.ant-drawer').waitFor({ state: 'detached' });
    await page.locator('.ant-segmented-item').filter({ hasText: /^月$/ }).click();
    await seen('2026-10 的');
    await page.getByRole('tab', { name: '分布和排名' }).click();
    await row('幸福里店').waitFor();
    await page.getByRole('tab', { name: '留存' }).click();
    await row('2026-11').getByText('100.0%').waitFor();
    await page.getByRole('tab', { name: '转化' }).click();
    await page.getByRole('list', { name: '2026-11 的转化' }).getByText('第二单').waitFor();
    await page
      .getByRole('tabpanel', { name: '转化' })
      .getByRole('row', { name: /2026-11/ })
      .waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
    await page.getByRole('tab', { name: '核对' }).click();
    await button('核对一段时间').click();
    await page.getByLabel('其中的一天').fill('2026-11-20');
    await page.locator('.ant-modal-footer').getByRole('button', { name: '核对一段时间' }).click();
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    await untilTold(cloud);
    await row('2026-11-20')
      .getByText(/都对|没有数据/)
      .waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
  });

  it('a coupon is paused with a reason, and the list says so', async () => {
    await open('/coupons', '券与券包');
    await row('满 79 减 15').getByRole('button', { name: '暂 停' }).click();
    expect(await findDeskFaults(page)).toEqual([]);
    await submit('库存不够了', '暂 停');
    await row('满 79 减 15').getByText('已暂停').waitFor();
    const paused = documentsOf(cloud, 'couponTemplates').filter(({ status }) => status === 'paused');
    expect(paused).toHaveLength(1);
  });

  it('two operators write one rule: the second is told, overrules nobody, and goes on from what stands there now', async () => {
    await open('/tiers', '等级');
    await button('修 改').click();
    await form().getByLabel('保级宽限（天）').waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
    const { rule } = await operator().growth.readRule({});
    if (!rule) throw new Error('no rule');
    const { version, publishedAt: _at, ...draft } = rule;
    await operator().growth.publishRule({ draft: { ...draft, pendingDays: 9 }, basedOn: version });
    await form().getByLabel('保级宽限（天）').fill('3');
    await publish();
    await seen('规则刚被别人改过，请刷新后再改');
    // What the charter says is announced first.
    expect(await operator().growth.readRule({})).toMatchObject({
      rule: { version },
      next: { version: version + 1, pendingDays: 9 },
    });
    await button('重新载入').click();
    await seen('这期间有人改过');
    expect(await form().getByLabel('付款后几天生效（退款期）').inputValue()).toBe('9');
    await form().getByLabel('保级宽限（天）').fill('4');
    await publish();
    await form().waitFor({ state: 'detached' });
    await seen(new RegExp(`第 ${version + 2} 版`));
    // What is no field of the form stays as it was.
    const { holdsFrom: _then, ...fields } = draft;
    expect((await operator().growth.readRule({})).next).toMatchObject({
      ...fields,
      pendingDays: 9,
      graceDays: 4,
    });
  });

  it('a right and a gift are written, tried on a sample and on everybody, and a right keeps its id', async () => {
    const packId = await packFor(cloud, 'upgrade', 'fresh-5');
    const lane = {
      id: 'lane',
      kind: 'priority' as const,
      name: '免排队',
      terms: '到店出示会员码',
      fromLevel: 2,
      value: null,
      quota: { times: 2, period: 'year' as const },
    };
    const { next } = await operator().growth.readRule({});
    if (!next) throw new Error('no rule');
    await operator().growth.publishRule({ draft: { ...next, privileges: [lane] }, basedOn: next.version });
    await open('/tiers', '等级');
    await button('修 改').click();
    await form().getByLabel('权益名称').fill('不排队');
    await button('加一份礼').click();
    await form().getByLabel('券包', { exact: true }).click();
    await page.locator('.ant-select-dropdown').getByText('礼遇 fresh-5', { exact: true }).last().click();
    await button('抽一部分看看').click();
    await seen('每千位里');
    await button('全部算一遍').click();
    await seen('正在数');
    await untilHeard(cloud);
    await seen(/数了 \d+ 位会员/);
    expect(await findDeskFaults(page)).toEqual([]);
    await publish();
    await form().waitFor({ state: 'detached' });
    expect((await operator().growth.readRule({})).next).toMatchObject({
      privileges: [{ ...lane, name: '不排队' }],
      gifts: [{ kind: 'upgrade', fromLevel: 1, packId }],
    });
  });

  it('who moves tonight is counted, and a gift nobody got leads to the member', async () => {
    await open('/tiers?show=tonight', '等级');
    await button('算一算').click();
    await seen('正在数');
    await untilHeard(cloud);
    await seen('没有人升降级');
    await open('/tiers?show=refused', '等级');
    await seen('到会员那里手工发券');
  });

  it('a leader’s code is stopped and let count again', async () => {
    await open('/leaders', '团长');
    await row('陈姐').getByRole('button', { name: '停 用' }).click();
    await submit('休假两周', '停 用');
    await row('陈姐').getByText('休假两周').waitFor();
    await row('陈姐').getByRole('button', { name: '恢 复' }).click();
    await submit('回来了', '恢 复');
    await row('陈姐').getByText('生效中').waitFor();
    expect(documentsOf(cloud, 'leaders')).toMatchObject([{ status: 'active' }]);
  });

  it('a card is written anew, and says for whom', async () => {
    await open('/plans', '会员卡');
    await row('邻里会员卡').getByRole('button', { name: '修 改' }).click();
    await seen('之后发卡的会员');
    await page.getByLabel('权益，一行一条').fill('会员价\n每周三双倍积分');
    await page.locator('.ant-modal-footer').getByRole('button', { name: '保 存' }).click();
    await row('邻里会员卡').getByText('会员价；每周三双倍积分').waitFor();
  });

  it('ten thousand rows are there, and only those that are seen are drawn', async () => {
    const answer = z.looseObject({
      ok: z.literal(true),
      data: z.looseObject({ members: z.array(z.looseObject({ memberId: z.string() })) }),
    });
    await page.route('**/http/office', async (route) => {
      if (!(route.request().postData() ?? '').includes('"op":"listMembers"')) return route.continue();
      const response = await route.fetch();
      const { ok, data } = answer.parse(await response.json());
      const members = Array.from({ length: 10_000 }, (_, at) => ({
        ...data.members[0],
        memberId: `mem_${at}`,
        nickname: `第 ${at + 1} 位`,
      }));
      return route.fulfill({ response, json: { ok, data: { ...data, members, nextCursor: null } } });
    });
    await open('/members', '会员');
    await seen('共 10000 条');
    await seen('第 1 位');
    expect(await page.locator('.ant-table-row').count()).toBeLessThan(60);
    await page.locator('.ant-table-tbody-virtual-holder').evaluate((box) => {
      box.scrollTop = box.scrollHeight;
    });
    await seen('第 10000 位');
    expect(await page.locator('.ant-table-row').count()).toBeLessThan(60);
    await page.unroute('**/http/office');
  });

  it('nothing failed on the way', () => {
    expect(problems).toEqual([]);
  });
});
