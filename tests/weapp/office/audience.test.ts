import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { order, pass } from '../../stage/invite-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { kindChoices, type ConditionKind } from '@contracts/primitives/audience/condition-kinds';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { launchMiniProgram, type MiniProgram } from '../harness/mini-program';

jest.setTimeout(300_000);

/** The built mini-program against the real functions: where members stand, who they are, and what the operator does for all of them. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  const { cloud } = functions;
  const ann = await newcomer(cloud, 'oAnn');
  await newcomer(cloud, 'oBob');
  const unwilling = await newcomer(cloud, 'oCarl');
  await unwilling.phone.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
  await order(cloud, ann.phone, 10_000);
  await order(cloud, ann.phone, 20_000);
  await untilTold(cloud);
  for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
});
afterAll(() => functions.close());

const PAGE = 'merchant/pages/audience/index';
const SEGMENT = 'merchant/pages/segment/index';
const JOB = 'merchant/pages/segment-job/index';
const open = (personaId: string, path: string) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};
const minutes = async () => {
  await pass(functions.cloud, MINUTE_MS);
  await pass(functions.cloud, MINUTE_MS);
};

it.each([PAGE, `${SEGMENT}?id=seg_active`, `${JOB}?id=seg_active`])('%s is the operator’s', async (page) => {
  shows(await open('shopper-lin', page), '这里是运营的页面');
});

it('the workbench leads to where members stand; a number opens who they are, and who moved this week', async () => {
  const mp = await open('operator-he', 'merchant/pages/workbench/index');
  await mp.tap('#audience');
  expect(mp.page().route).toBe(PAGE);
  shows(mp, '新会员', '3 人', '本周进入 3 人次，离开 0 人次', '活跃', '1 人', '已流失', '0 人');
  shows(mp, '流失率', '新沉睡 0 人次');
  await mp.tap('#see-seg_active');
  expect(mp.page().route).toBe(SEGMENT);
  shows(mp, '「活跃」', '累计 2 单 ¥255');
  await mp.tap('#tab-left');
  shows(mp, '没有这样的会员');
  await mp.tap('#tab-entered');
  shows(mp, '累计 2 单 ¥255', '变动');
  expect(mp.errors).toEqual([]);
});

it('RFM: a square says who they are, and is kept as a segment of exactly them', async () => {
  const mp = await open('operator-he', PAGE);
  await mp.tap('#tab-rfm');
  shows(mp, 'R 是最近一单，F 是单数');
  await mp.tap('#rfm-51');
  shows(mp, 'R5 F1', '约 1 人', '最近一单：0 天以内；一年里：最多 2 单');
  await mp.tap('#rfm-11');
  shows(mp, '约 0 人');
  expect(mp.has('#keep-square')).toBe(false);
  await mp.tap('#rfm-51');
  await mp.tap('#keep-square');
  expect(mp.page().route).toBe(SEGMENT);
  await minutes();
  await minutes();
  const kept = documentsOf(functions.cloud, 'segments').find(({ name }) => name === 'R5F1');
  expect(kept).toBeDefined();
  const page = await open('operator-he', `${SEGMENT}?id=${kept?._id}`);
  shows(page, '「R5F1」', '累计 2 单 ¥255');
  await phoneOf(functions.cloud, 'operator-he').audience.removeSegment({
    segmentId: kept!._id,
    basedOn: kept!.current!.version,
  });
  expect(mp.errors).toEqual([]);
});

it('every segment has its number, and a push for it begins with its people chosen', async () => {
  const mp = await open('operator-he', PAGE);
  await mp.tap('#tab-segments');
  shows(mp, '全部会员', '3 人');
  await mp.tap('#more');
  shows(mp, '从未下单', '2 人');
  await mp.tap('#segment-seg_never-ordered');
  await mp.tap('#explain');
  const [somebody] = documentsOf(functions.cloud, 'members');
  await mp.fire('#who', 'input', { value: somebody!.card.number });
  await mp.tap('#find-who');
  await mp.tap(`#pick-${somebody!._id}`);
  expect(mp.text()).toMatch(/(在里面|不在里面).*要求/);
  await mp.tap('#push');
  expect(mp.page().route).toBe('merchant/pages/new-push/index');
  shows(mp, '标题', '从未下单');
  expect(mp.errors).toEqual([]);
});

it('coupons for a segment: what is wrong stands beside its field; counted, agreed to, given, and who was left out with why', async () => {
  const mp = await open('operator-he', `${JOB}?id=seg_newcomer`);
  await mp.tap('#prepare');
  shows(mp, '请选一种券', '请写原因，至少两个字');
  await mp.fire('#template', 'change', { value: 0 });
  await mp.fire('#reason', 'input', { value: '周六活动' });
  await mp.tap('#prepare');
  shows(mp, '对「新会员」：发', '3 人');
  await mp.tap('#sure-yes');
  expect(mp.page().route).toBe(PAGE);
  shows(mp, '进行中', '名单 3 人，做了 0 人');
  await minutes();
  const later = await open('operator-he', `${PAGE}?tab=jobs`);
  shows(later, '已完成', '名单 3 人，做了 2 人', '没做 1 人：关闭了个性化推荐');
  expect(later.text()).not.toContain('撤销标签');
  expect([...mp.errors, ...later.errors]).toEqual([]);
});

it('a segment is written with a form: what is wrong stands beside its field, how many it has is said while it is written', async () => {
  const mp = await open('operator-he', PAGE);
  await mp.tap('#tab-segments');
  await mp.tap('#new-segment');
  expect(mp.page().route).toBe('merchant/pages/segment-rule/index');
  shows(mp, '填好条件就能看到有多少人');
  await mp.tap('#save');
  shows(mp, '请写名称', '至少和最多，请填一个');
  await mp.fire('#name', 'input', { value: '买过大单' });
  const kind = (id: ConditionKind) => ({ value: kindChoices.findIndex((one) => one.id === id) });
  await mp.fire('#kind-0', 'change', kind('storeAny'));
  await mp.tap('#save');
  shows(mp, '请选门店');
  const { stores } = await phoneOf(functions.cloud, 'operator-he').office.listMemberChoices({});
  await mp.tap(`#pick-0-${stores[0]?.id}`);
  await mp.until('现在有 1 人符合');
  await mp.fire('#kind-0', 'change', kind('amount'));
  await mp.fire('#min-0', 'input', { value: '100' });
  await mp.until('现在有 1 人符合');
  await mp.tap('#add');
  await mp.fire('#max-1', 'input', { value: '1' });
  await mp.until('现在有 0 人符合');
  await mp.tap('#remove-1');
  await mp.tap('#save');
  for (let turn = 0; turn < 5; turn += 1) await minutes();
  const { segments } = await phoneOf(functions.cloud, 'operator-he').audience.listSegments({ cursor: null });
  expect(segments.find(({ name }) => name === '买过大单')).toMatchObject({
    members: 1,
    rule: { all: [{ if: 'amount', days: null, min: 10_000, max: null }] },
  });
  const later = await open('operator-he', 'merchant/pages/segment-rule/index?id=seg_at-risk');
  shows(later, '手机上改不了');
  const removed = await open('operator-he', 'merchant/pages/segment-rule/index?id=seg_removed');
  shows(removed, '没有找到这个人群');
  expect([...mp.errors, ...later.errors, ...removed.errors]).toEqual([]);
});

it('a tag by rule is made, given by the sweep, and told from others; it may follow nothing again', async () => {
  const mp = await open('operator-he', `${PAGE}?tab=stages`);
  await mp.tap('#tab-tags');
  await mp.tap('#new-tag');
  expect(mp.page().route).toBe('merchant/pages/tag/index');
  await mp.tap('#save');
  shows(mp, '请写标签', '请选一个人群');
  await mp.fire('#name', 'input', { value: '活跃的人' });
  const { segments } = await phoneOf(functions.cloud, 'operator-he').audience.listSegments({
    cursor: null,
  });
  await mp.fire('#follows', 'change', { value: 1 + segments.findIndex(({ id }) => id === 'seg_active') });
  await mp.tap('#save');
  for (let turn = 0; turn < 10; turn += 1) await minutes();
  const later = await open('operator-he', PAGE);
  await later.tap('#tab-tags');
  shows(later, '活跃的人', '1 人', '自动：在人群「活跃」里就有');
  await later.tap('#tag-活跃的人');
  shows(later, '标签「活跃的人」');
  await later.fire('#follows', 'change', { value: 0 });
  await later.tap('#save');
  for (let turn = 0; turn < 3; turn += 1) await minutes();
  expect(documentsOf(functions.cloud, 'members').flatMap(({ tags }) => tags)).toEqual([]);
  expect([...mp.errors, ...later.errors]).toEqual([]);
});

it('a tag for a segment is put and taken back', async () => {
  const tagged = () => documentsOf(functions.cloud, 'members').filter(({ tags }) => tags.includes('早鸟'));
  const mp = await open('operator-he', `${JOB}?id=seg_newcomer`);
  await mp.tap('#kind-tag');
  await mp.fire('#tag', 'input', { value: '早鸟' });
  await mp.fire('#reason', 'input', { value: '周六活动' });
  await mp.tap('#prepare');
  shows(mp, '对「新会员」：打标签「早鸟」？');
  await mp.tap('#sure-yes');
  await minutes();
  expect(tagged()).toHaveLength(3);
  const later = await open('operator-he', `${PAGE}?tab=jobs`);
  const [latest] = documentsOf(functions.cloud, 'audienceJobs').filter(({ act }) => act.do === 'tag');
  await later.tap(`#undo-${latest?._id}`);
  await later.tap('#sure-yes');
  await minutes();
  expect(tagged()).toEqual([]);
  const end = await open('operator-he', `${PAGE}?tab=jobs`);
  shows(end, '已撤销 3 人');
  functions.cloud.moveClock(functions.cloud.clock.now() + DAY_MS);
  expect([...mp.errors, ...later.errors, ...end.errors]).toEqual([]);
});

it('a follow-up for a segment: counted, given out, done with what came of it; whom it concerned is a list and a file', async () => {
  const mp = await open('operator-he', `${SEGMENT}?id=seg_active`);
  await mp.tap('#act');
  expect(mp.page().route).toBe(JOB);
  await mp.tap('#kind-journey');
  await mp.tap('#prepare');
  shows(mp, '请选一个运行中的旅程');
  await mp.tap('#kind-task');
  await mp.tap('#prepare');
  shows(mp, '请写要做什么');
  await mp.fire('#title', 'input', { value: '打电话问问' });
  await mp.fire('#reason', 'input', { value: '回访老客' });
  await mp.tap('#prepare');
  shows(mp, '给员工派待办「打电话问问」', '1 人');
  await mp.tap('#sure-yes');
  for (let turn = 0; turn < 3; turn += 1) await minutes();
  const jobs = await open('operator-he', `${PAGE}?tab=jobs`);
  shows(jobs, '给员工派待办「打电话问问」', '名单 1 人，做了 1 人');
  const [job] = (await phoneOf(functions.cloud, 'operator-he').audience.listJobs({ cursor: null })).jobs;
  await jobs.tap(`#list-${job?.id}`);
  expect(jobs.page().route).toBe(SEGMENT);
  shows(jobs, '定下 1 人', '累计 2 单');
  await jobs.tap('#open-export');
  await jobs.fire('#export-reason', 'input', { value: '回访老客' });
  await jobs.tap('#export');
  expect(jobs.page().route).toBe('merchant/pages/exports/index');
  const work = await open('operator-he', 'merchant/pages/workbench/index');
  await work.tap('#follow-ups');
  shows(work, '打电话问问', '员工做 · 来自「活跃」');
  const task = documentsOf(functions.cloud, 'journeyTasks')[0]?._id;
  await work.tap(`#done-${task}`);
  await work.tap('#finish');
  shows(work, '请写结果');
  await work.fire('#note', 'input', { value: '周末会来' });
  await work.tap('#finish');
  await work.until('没有要跟进的会员');
  await work.tap('#tab-done');
  shows(work, '已完成', '周末会来');
  expect([...mp.errors, ...jobs.errors, ...work.errors]).toEqual([]);
});
