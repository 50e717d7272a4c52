import { launchMiniProgram } from './harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The built mini-program against the real functions: the tier on the card, the way to the next one, and the rules. */
let functions: LocalFunctions;
const cards = new Map<string, string>();
beforeAll(async () => {
  functions = await startLocalFunctions();
  for (const persona of ['shopper-lin', 'shopper-wang']) {
    await call(persona, 'member', 'join', { leaderCode: null, phoneCode: null });
    const { member } = await call(persona, 'member', 'readProfile', {});
    cards.set(persona, member.card.number);
  }
  await call('operator-he', 'growth', 'setFloor', {
    cardNumber: cards.get('shopper-wang'),
    level: 2,
    until: '2099-01-01',
    reason: '老顾客',
  });
});
afterAll(() => functions.close());

let requests = 0;
async function call(persona: string, area: string, op: string, input: object) {
  requests += 1;
  const { result } = await functions.cloud.invoke(
    area,
    { op, input, requestId: `weapp-tiers-${requests}` },
    persona,
  );
  const answer = result as { ok: boolean; data: { member: { card: { number: string } } } };
  expect(answer).toMatchObject({ ok: true });
  return answer.data;
}

const open = (personaId: string, path: string) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path });

const TIER = 'shopper/pages/tier/index';

describe('a shopper’s tier', () => {
  it('from the home page: a newcomer has the lowest one, and reads what leads to the next', async () => {
    const mp = await open('shopper-lin', 'pages/home/index');
    expect(mp.text()).toContain('○ 新锐');
    expect(mp.text()).toContain('再消费 ¥300 即可升级至成长');
    await mp.tap('#tier');
    expect(mp.page().route).toBe(TIER);
    for (const text of [
      '○ 新锐',
      '当前等级',
      '成长值 9,000，还差 9,000',
      '每消费 ¥1 得 1 成长值，7 天后计入',
      '退款会按当时的比例扣回成长值；花积分不影响等级',
    ])
      expect(mp.text()).toContain(text);
    await mp.tap('#tier-entries');
    expect(mp.text()).toContain('还没有成长值记录');
    expect(mp.errors).toEqual([]);
  });

  it('a tier by hand is shown with its end', async () => {
    const mp = await open('shopper-wang', TIER);
    expect(mp.text()).toContain('☆ 黄金');
    expect(mp.text()).toContain('商家赠送的「黄金」，保留到 2098年12月31日 24:00');
    expect(mp.errors).toEqual([]);
  });

  it('a guest is invited to join', async () => {
    const mp = await open('leader-chen', TIER);
    await mp.tap('#go-join');
    expect(mp.page().route).toBe('pages/join/index');
  });
});
