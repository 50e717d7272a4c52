import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import { demoVariables } from '../../../local/seed/demo-settings';
import { openStore } from '../../../cloudfunctions/kit/store/store';
import { instant } from '../../../contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { localClientPlace } from '../../../scripts/collections/read-as-client';
import { conformanceQuestions } from '../../../scripts/probe/conformance-questions';
import { askLimits } from '../../../scripts/probe/deployed-questions';
import type { Answer, ProbePlace } from '../../../scripts/probe/question';
import { questions, reportOf, runProbe, type Finding } from '../../../scripts/probe/run-probe';
import { provedBy, writeCapabilities } from '../../../scripts/probe/write-capabilities';
import { documentsOf, startJourney } from '../../stage/stage';

const COLLECTION = 'platformProbe';

/** What `npm run probe` asks a live environment, asked of the local cloud: neither can rot unseen. */
describe('the probe', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
  });
  afterEach(() => cloud.faults.clear());
  afterAll(() => cloud.close());

  const placeOf = (change: Partial<ProbePlace> = {}): ProbePlace => ({
    collection: COLLECTION,
    now: () => cloud.clock.now(),
    pass: async (ms) => {
      cloud.moveClock(cloud.clock.now() + ms);
      await cloud.runTimers();
    },
    variables: demoVariables(cloud.url),
    client: localClientPlace(cloud.env, cloud.url),
    http: cloud.url,
    ...change,
  });
  const probe = (variables: Record<string, string> = demoVariables(cloud.url)): Promise<Finding[]> =>
    runProbe(placeOf({ variables }));
  /** Of one question alone. */
  const answerOf = async (id: string, change: Partial<ProbePlace> = {}): Promise<Answer | undefined> => {
    const [finding] = await runProbe(
      placeOf(change),
      questions.filter((question) => question.id === id),
    );
    return finding?.answer;
  };
  const answersOf = (findings: readonly Finding[]) =>
    Object.fromEntries(findings.map(({ question, answer }) => [question.id, answer.as]));

  it('finds the local cloud as our code assumes the platform, and leaves nothing behind', async () => {
    const findings = await probe();
    const { batch_add_in_transaction: batch, ...rest } = answersOf(findings);
    expect(Object.keys(rest)).toHaveLength(questions.length - 1);
    expect(new Set(Object.values(rest))).toEqual(new Set(['assumed']));
    expect(provedBy(findings)).toEqual({ batchInTransaction: batch === 'assumed' });
    const all = { filter: {}, order: [], skip: 0, limit: 10 };
    expect(cloud.database.environment(cloud.env).findDocuments(COLLECTION, all)).toEqual([]);
    expect(documentsOf(cloud, 'messages')).toEqual([]);
  });

  it('puts in force only what was proved, and takes it back when it is not any more', async () => {
    const store = openStore({ databaseCalls: 0 }, 'write');
    const [question] = questions;
    const found = (as: 'assumed' | 'other'): Finding[] => [
      {
        question: question!,
        answer: as === 'assumed' ? { as, seen: '', proves: 'batchInTransaction' } : { as, seen: '' },
      },
    ];
    const stored = () => documentsOf(cloud, 'settings').find(({ _id }) => _id === 'platformCapabilities');
    const before = stored()?.version ?? 0;
    for (const [as, allowed] of [
      ['assumed', true],
      ['other', false],
    ] as const) {
      await writeCapabilities(store, provedBy(found(as)), instant(cloud.clock.now()));
      expect(stored()?.content).toEqual({ batchInTransaction: allowed });
    }
    expect(stored()?.version).toBe(before + 2);
  });

  it('asks the files of the conformance suite that need nothing but the SDK, and leaves nothing behind', async () => {
    const asked = conformanceQuestions.filter(({ id }) => id === 'conformance_object_id');
    const findings = await runProbe(placeOf({ variables: {}, http: null }), asked);
    expect(findings.map(({ answer }) => answer)).toEqual([
      { as: 'assumed', seen: expect.stringMatching(/^([1-9]\d*) of \1 hold$/) as string },
    ]);
    const all = { filter: {}, order: [], skip: 0, limit: 10 };
    const environment = cloud.database.environment(cloud.env);
    expect(environment.findDocuments('conformance_object_ids_things', all)).toEqual([]);
  });

  it.each([
    [
      'one collection can be read',
      () => cloud.clientAccess.permit(cloud.env, 'members', 'READONLY'),
      'other',
      /read: members$/,
    ],
    [
      'one answers with nothing in it',
      () => cloud.clientAccess.permit(cloud.env, 'orders', 'PRIVATE'),
      'other',
      /read: orders$/,
    ],
    [
      'a policy opens all of them',
      () => Object.assign(cloud.clientAccess, { engine: 'opa', policy: 'default allow := true' }),
      'other',
      /^read: /,
    ],
    [
      'nobody can sign in',
      () => Object.assign(cloud.clientAccess, { anonymous: false }),
      'not_asked',
      /anonymous/,
    ],
  ])('sees by reading as a client that %s', async (_name, open, as, seen) => {
    open();
    const answer = await answerOf('adminonly_from_a_client');
    cloud.clientAccess.clear();
    expect(answer).toEqual({ as, seen: expect.stringMatching(seen) as string });
  });

  it.each([
    ['READONLY', /^allowed: the address without its signature, its address, writing over it/],
    ['ADMINWRITE', /^allowed: the address without its signature, its address$/],
    ['PRIVATE', /^allowed: writing over it, writing beside it/],
  ] as const)('sees with a file of its own that a storage of %s is open', async (permission, seen) => {
    cloud.clientAccess.permitBucket(cloud.env, permission);
    const answer = await answerOf('files_from_a_client');
    cloud.clientAccess.clear();
    expect(answer).toEqual({ as: 'other', seen: expect.stringMatching(seen) as string });
  });

  it('with anonymous login off it has tried the address of a file alone, and says so', async () => {
    Object.assign(cloud.clientAccess, { anonymous: false });
    const answer = await answerOf('files_from_a_client');
    cloud.clientAccess.clear();
    expect(answer).toMatchObject({ as: 'not_asked', seen: expect.stringMatching(/is refused/) as string });
  });

  it('asks deployed functions, and says which is otherwise, or that none answers', async () => {
    const stranger = { ...demoVariables(cloud.url), MEMBER_CODE_KEY: Buffer.alloc(32, 9).toString('base64') };
    for (const id of ['function_limits', 'timer_delivery'])
      expect(await answerOf(id, { variables: stranger })).toMatchObject({ as: 'not_asked' });
    const asleep = async (ms: number) => cloud.moveClock(cloud.clock.now() + ms);
    expect(await answerOf('timer_delivery', { pass: asleep })).toEqual({
      as: 'other',
      seen: 'nothing of sweep, payment-sweep, member-sweep',
    });
    const oneComes = async (ms: number) => {
      await asleep(ms);
      await cloud.trigger('sweep');
    };
    expect(await answerOf('timer_delivery', { pass: oneComes })).toMatchObject({
      seen: 'nothing of payment-sweep, member-sweep',
    });
    const limits = { timeout: 3, memorySize: 256, fixedEgress: false, triggers: [] };
    expect(
      await askLimits(placeOf(), [
        ['audience', limits],
        ['sweep', { ...limits, timeout: 50 }],
      ]),
    ).toEqual({ as: 'other', seen: 'audience: 10000 ms 256 MB' });
  });

  it('says what it saw where something is otherwise, asks the rest all the same, and tells no secret', async () => {
    cloud.faults.apply({
      target: 'wechat',
      path: '/cgi-bin/stable_token',
      kind: 'errcode',
      errcode: 40164,
      times: 2,
    });
    const findings = await probe();
    expect(answersOf(findings)).toMatchObject({ stable_token: 'other', duplicate_id: 'assumed' });
    const report = reportOf(findings, cloud.env, 'now');
    expect(report).toContain('errcode 40164');
    expect(report).toContain('adminonly_from_a_client');
    expect(report).not.toContain(demoVariables(cloud.url)['WECHAT_SECRET']);
    expect(answersOf(await probe({}))).toMatchObject({ stable_token: 'not_asked', phone_code: 'not_asked' });
  });
});
