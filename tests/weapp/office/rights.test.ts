import { launchMiniProgram } from '../harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { publishGrowth, untilHeld } from '../../stage/growth/growth-stage';
import { join } from '../../stage/identity-stage';
import { documentsOf, phoneOf } from '../../stage/stage';

/** The built mini-program against the real functions: a clerk grants a right of somebody’s tier and takes it back. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  await join(phoneOf(functions.cloud, 'shopper-lin'));
  const right = { fromLevel: 0, value: null };
  await publishGrowth(functions.cloud, {
    privileges: [
      {
        ...right,
        id: 'lane',
        kind: 'priority',
        name: '免排队',
        terms: '到店先服务',
        quota: { times: 1, period: 'month' },
      },
      { ...right, id: 'adviser', kind: 'adviser', name: '专属顾问', terms: '找店长小李', quota: null },
    ],
  });
  await untilHeld(functions.cloud);
});
afterAll(() => functions.close());

it('tier and rights stand beside the coupons; one is granted once a month, and taken back', async () => {
  const { code } = await phoneOf(functions.cloud, 'shopper-lin').member.readCode({});
  const mp = await launchMiniProgram({
    callFunction: functions.phoneOf('clerk-zhou'),
    path: 'merchant/pages/redeem/index',
    answers: { scanCode: () => ({ result: code }) },
  });
  await mp.tap('#scan');
  for (const text of ['等级和权益', '○ 新锐', '免排队', '本月还可用 1 次', '专属顾问', '找店长小李'])
    expect(mp.text()).toContain(text);
  expect(mp.has('#grant-adviser')).toBe(false);
  await mp.tap('#grant-lane');
  expect(mp.text()).toContain('核销「免排队」？');
  await mp.tap('#sure-yes');
  expect(mp.text()).toContain('已核销「免排队」');
  expect(mp.text()).toContain('本月已用完');
  expect(mp.has('#grant-lane')).toBe(false);
  await mp.tap('#undo-right');
  expect(mp.text()).toContain('本月还可用 1 次');
  expect(documentsOf(functions.cloud, 'privilegeUses').map(({ undoneAt }) => undoneAt !== null)).toEqual([
    true,
  ]);
  expect(mp.errors).toEqual([]);
});
