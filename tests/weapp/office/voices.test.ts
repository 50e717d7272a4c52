import { join } from '../../stage/identity-stage';
import { newcomer } from '../../stage/audience/told-life';
import { order } from '../../stage/invite-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { launchMiniProgram, type MiniProgram } from '../harness/mini-program';

jest.setTimeout(300_000);

/** The built mini-program against the real functions: what members say, and what comes of it. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
});
afterAll(() => functions.close());

const open = (personaId: string, path: string) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};

it('an order is scored on its page, once', async () => {
  const { cloud } = functions;
  const lin = phoneOf(cloud, 'shopper-lin');
  await join(lin);
  const orderId = await order(cloud, lin, 5_000);
  const mp = await open('shopper-lin', `shopper/pages/order/index?id=${orderId}`);
  shows(mp, '这一单怎么样', '每单评一次，提交后不能改');
  await mp.tap('#score-2');
  await mp.tap('#send-score');
  await mp.until('你的评分');
  shows(mp, '2 不满意');
  expect(mp.text()).not.toContain('提交评分');
  expect(documentsOf(cloud, 'orderScores')).toMatchObject([{ _id: orderId, score: 2 }]);
  expect(mp.errors).toEqual([]);
});

it('a complaint: written at a counter and in the office, found in the to-do list, closed with what came of it', async () => {
  const { cloud } = functions;
  const { memberId } = await newcomer(cloud, 'oBob');
  const counter = await open('clerk-zhou', 'merchant/pages/at-counter/index');
  const number = documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.card.number ?? '';
  await counter.fire('#card', 'input', { value: number });
  await counter.tap('#look-up');
  shows(counter, '会员说了什么');
  await counter.fire('#text', 'input', { value: '菜不新鲜' });
  await counter.tap('#write-note');
  await counter.until('记下了，运营会处理');

  const office = await open('operator-he', `merchant/pages/member/index?id=${memberId}`);
  shows(office, '投诉、表扬、要求', '菜不新鲜');
  await office.tap('#act-said');
  await office.tap('#kind-request');
  await office.tap('#do-act');
  shows(office, '请写会员说了什么');
  await office.fire('#text', 'input', { value: '想要小份' });
  await office.tap('#do-act');
  await office.until('想要小份');

  const work = await open('operator-he', 'merchant/pages/workbench/index');
  await work.tap('#voices');
  expect(work.page().route).toBe('merchant/pages/voices/index');
  shows(work, '菜不新鲜', '想要小份');
  const noteId = documentsOf(cloud, 'serviceNotes').find(({ kind }) => kind === 'complaint')?._id;
  await work.tap(`#close-${noteId}`);
  await work.tap('#close-note');
  shows(work, '请写处理结果');
  await work.fire('#outcome', 'input', { value: '补送了一份' });
  await work.tap('#close-note');
  expect(work.text()).not.toContain('菜不新鲜');
  await work.tap('#tab-closed');
  shows(work, '已处理', '菜不新鲜', '补送了一份');
  expect([...counter.errors, ...office.errors, ...work.errors]).toEqual([]);
});
