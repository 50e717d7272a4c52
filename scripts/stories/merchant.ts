import { errorCatalogue, isErrorCode } from '../../contracts/errors';
import { chinaDateOf, instant } from '../../contracts/primitives/time';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { join, memberIdOf } from '../../tests/stage/identity-stage';
import { order, pass } from '../../tests/stage/invite-stage';
import { csvFile, newList, sendList, tryList, waitFor } from '../../tests/stage/office/import-list';
import { STORE } from '../../tests/stage/payment-stage';
import { phoneOf, type Phone } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

const refusalOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    ({ code }: { code: unknown }) => (isErrorCode(code) ? code : String(code)),
  );
const wordsOf = (code: string): string => (isErrorCode(code) ? errorCatalogue[code].message : code);
const minutes = async (cloud: LocalCloud, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await pass(cloud);
};

/** Staff → members of another system → one member → two hands on one rule → books → a file (product.md, J9). */
export async function tellMerchant(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：请店员 → 导入老会员 → 处理一位会员 → 两人改一处 → 对账 → 导出');
  const [owner, operator] = [phoneOf(cloud, 'owner-li'), phoneOf(cloud, 'operator-he')];
  const lin = phoneOf(cloud, 'shopper-lin');
  await join(lin, await lin.phoneCode());
  await hire(story, cloud, owner);
  await importList(story, operator);
  await freeze(story, operator, lin);
  await editTogether(story, owner, operator);
  await order(cloud, lin, 8800);
  await reconcile(story, cloud, operator);
  await takeAway(story, cloud, operator);
}

async function hire(story: Storyteller, cloud: LocalCloud, owner: Phone): Promise<void> {
  const { code } = await owner.merchant.inviteStaff({ name: '小孙', role: 'clerk', storeIds: [STORE] });
  const sun = phoneOf(cloud, { openid: 'oStory-sun', appid: DEMO_APPID });
  await sun.merchant.acceptInvitation({ code });
  const { stores } = await sun.merchant.listMyStores({});
  story.step(
    '店主李姐',
    '发链接请小孙做店员，小孙点开接受',
    `小孙在${stores.map(({ name }) => name).join()}上班`,
  );
  story.expect('at one store', stores.length, 1);
  const { staff } = await owner.merchant.listStaff({ cursor: null });
  const handle = staff.find(({ name }) => name === '小孙')?.handle;
  if (!handle) throw new Error('nobody of that name');
  await owner.merchant.revokeStaff({ handle, reason: '试用期结束' });
  const refused = await refusalOf(sun.payment.listStoreOrders({ storeId: STORE, cursor: null }));
  story.step('店主李姐', '取消小孙的岗位，小孙再点收银', wordsOf(refused));
  story.expect('from the next call on', refused, 'not_allowed');
}

async function importList(story: Storyteller, operator: Phone): Promise<void> {
  const list = newList(104);
  const tried = await tryList(operator, await sendList(operator, csvFile(list.rows)));
  const { create, conflict, reject } = tried.counts;
  story.step('运营小何', '上传 104 行老会员，先试算', `新建 ${create}，冲突 ${conflict}，拒绝 ${reject}`);
  story.expect('every line has its verdict', create + conflict + reject, 104);
  await operator.office.applyImport({ importId: tried.importId, check: 1, reason: '旧系统停用' });
  const applied = await waitFor(operator, tried.importId);
  const before = (await operator.office.listMembers({ filter: {}, cursor: null })).count?.members;
  story.step('运营小何', '执行导入', `建了 ${applied.results.made} 位`);
  story.expect('those that were fine', applied.results.made, list.good);
  await operator.office.undoImport({ importId: tried.importId, reason: '导错了店' });
  const undone = await waitFor(operator, tried.importId);
  story.step(
    '运营小何',
    '发现导错了，撤回',
    `收回 ${undone.results.undone} 位（列表里 ${before ?? 0} 位时）`,
  );
  story.expect('nobody had used anything', undone.results.undone, list.good);
}

async function freeze(story: Storyteller, operator: Phone, lin: Phone): Promise<void> {
  const memberId = await memberIdOf(lin);
  await operator.office.freezeMember({ memberId, frozen: true, reason: '本人挂失' });
  const { coupons } = await lin.coupon.listMine({ state: 'usable', cursor: null });
  story.step('运营小何', '冻结小林，原因「本人挂失」', `小林还能看到 ${coupons.length} 张券`);
  const [coupon] = coupons;
  if (!coupon) throw new Error('no coupon');
  const refused = await refusalOf(lin.coupon.offer({ couponId: coupon.id }));
  story.step('顾客小林', '想把券转给朋友', wordsOf(refused));
  story.expect('reads, and moves nothing', refused, 'member_frozen');
  await operator.office.freezeMember({ memberId, frozen: false, reason: '本人来过' });
  const { entries } = await operator.office.readMemberTimeline({ memberId, cursor: null });
  story.step('运营小何', '解冻，看时间线', `${entries.length} 条`);
}

async function editTogether(story: Storyteller, owner: Phone, operator: Phone): Promise<void> {
  const { version, groups } = await operator.office.readSettings({});
  const content = groups.find(({ name }) => name === 'counterRules')?.content ?? {};
  const save = (phone: Phone, refundFenPerDay: number) =>
    phone.office.saveSettings({
      name: 'counterRules',
      content: { ...content, refundFenPerDay },
      basedOn: version,
    });
  await save(owner, 300_000);
  const refused = await refusalOf(save(operator, 100_000));
  story.step('店主李姐和运营小何', '同时改柜台退款上限，小何晚一步', wordsOf(refused));
  story.expect('nobody is overruled', refused, 'settings_changed');
  const { versions } = await operator.office.listSettingVersions({ cursor: null });
  story.step(
    '运营小何',
    '看谁改了什么',
    ...(versions[0]?.changes.map(({ path, before, after }) => `${path}: ${before} → ${after}`) ?? []),
  );
}

async function reconcile(story: Storyteller, cloud: LocalCloud, operator: Phone): Promise<void> {
  await minutes(cloud, 15);
  await operator.office.startReconciliation({});
  await minutes(cloud, 3);
  const { checks } = await operator.office.readReconciliation({});
  const differences = checks.map(({ last }) => last?.differences ?? null);
  story.step(
    '运营小何',
    '现在对一次账',
    ...checks.map(
      ({ check, last }) => `${check}：看了 ${last?.looked ?? 0}，不一致 ${last?.differences ?? '？'}`,
    ),
  );
  story.expect(
    'the books agree',
    differences,
    checks.map(() => 0),
  );
}

async function takeAway(story: Storyteller, cloud: LocalCloud, operator: Phone): Promise<void> {
  const today = chinaDateOf(instant(cloud.clock.now()));
  const period = { from: today, until: today };
  await operator.office.exportList({ list: 'orders', period, format: 'xlsx', reason: '给会计' });
  await minutes(cloud, 2);
  const [file] = (await operator.office.listExports({ cursor: null })).exports;
  story.step('运营小何', '导出今天的订单给会计', `${file?.rows ?? 0} 行，链接一天后失效`);
  story.expect('every order of the day', [file?.status, file?.rows], ['done', 1]);
  const { entries } = await operator.office.listAudit({
    cursor: null,
    day: null,
    who: null,
    about: null,
    actions: [],
  });
  story.step(
    '店主李姐',
    '看操作日志',
    ...entries.slice(0, 4).map(({ action, name, reason }) => `${name} ${action} ${reason ?? ''}`),
  );
}
