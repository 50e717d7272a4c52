import { launchMiniProgram, type LaunchOptions } from '../harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';

/** The built mini-program against the real functions, with two members, one of whom has 2,000 points. */
export function pointsStage() {
  let functions: LocalFunctions | null = null;
  let requests = 0;
  const cards = new Map<string, string>();
  const running = (): LocalFunctions => {
    if (functions === null) throw new Error('asked for outside of a test');
    return functions;
  };

  async function call(persona: string, area: string, op: string, input: object) {
    requests += 1;
    const { result } = await running().cloud.invoke(
      area,
      { op, input, requestId: `weapp-points-${requests}` },
      persona,
    );
    const answer = result as { ok: boolean; data: { member: { card: { number: string } } } };
    expect(answer).toMatchObject({ ok: true });
    return answer.data;
  }

  const open = (personaId: string, path: string, options: Partial<LaunchOptions> = {}) =>
    launchMiniProgram({ callFunction: running().phoneOf(personaId), path, ...options });

  beforeAll(async () => {
    functions = await startLocalFunctions();
    for (const persona of ['shopper-lin', 'shopper-wang']) {
      await call(persona, 'member', 'join', { leaderCode: null, phoneCode: null });
      const { member } = await call(persona, 'member', 'readProfile', {});
      cards.set(persona, member.card.number);
    }
    await call('operator-he', 'points', 'adjust', {
      cardNumber: cards.get('shopper-lin'),
      points: 2000,
      reason: '开业补贴',
    });
  });
  afterAll(() => running().close());

  return { running, cards, call, open };
}

export const POINTS = 'shopper/pages/points/index';
