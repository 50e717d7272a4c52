import { TuankaError } from '@contracts/errors';
import { isRequestId, type RequestId } from '@contracts/primitives/ids';
import { createCaller, type FunctionCall, type Transport } from './client';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';

interface EchoApi {
  echo: (input: { text: string }) => { text: string };
}

const success = { ok: true, data: { text: 'hello' } };
const failure = (code: string, retryable: boolean) => ({
  ok: false,
  error: { code, message: 'from the server', retryable, requestId: 'r' },
});

/** Answers with the given steps in turn: a value is returned, an Error is a lost connection. */
function scripted(...steps: unknown[]) {
  const calls: FunctionCall[] = [];
  const pauses: number[] = [];
  const transport: Transport = (call) => {
    calls.push(call);
    const step = steps[calls.length - 1];
    return step instanceof Error ? Promise.reject(step) : Promise.resolve(step);
  };
  const policy = {
    pausesMs: [400, 1200],
    timeoutMs: 1000,
    sleep: async (ms: number) => {
      pauses.push(ms);
    },
  };
  return { calls, pauses, echo: createCaller<EchoApi>('area', transport, policy)('echo') };
}

const lost = new Error('connection lost');
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof TuankaError ? error.code : 'not a TuankaError'),
  );

describe('a call', () => {
  it('sends the operation, the input and a request id, and answers with the data', async () => {
    const { calls, echo } = scripted(success);
    await expect(echo({ text: 'hello' })).resolves.toEqual({ text: 'hello' });
    expect(calls).toEqual([
      {
        name: 'area',
        data: { op: 'echo', input: { text: 'hello' }, requestId: expect.any(String) as string },
      },
    ]);
    expect(isRequestId(calls[0]?.data.requestId)).toBe(true);
  });

  it('carries a request id of its own for each action', async () => {
    const { calls, echo } = scripted(success, success);
    await echo({ text: 'a' });
    await echo({ text: 'b' });
    expect(calls[0]?.data.requestId).not.toBe(calls[1]?.data.requestId);
  });

  it('keeps the request id of an action that is tried again by hand', async () => {
    const requestId: RequestId = newRequestId();
    const { calls, echo } = scripted(success);
    await echo({ text: 'a' }, { requestId });
    expect(calls[0]?.data.requestId).toBe(requestId);
  });
});

describe('a call that fails', () => {
  it('is repeated twice with the same request id when the transport fails, then says offline', async () => {
    const { calls, pauses, echo } = scripted(lost, lost, lost);
    expect(await codeOf(echo({ text: 'a' }))).toBe('offline');
    expect(new Set(calls.map(({ data }) => data.requestId)).size).toBe(1);
    expect(pauses).toEqual([400, 1200]);
  });

  it('succeeds when a repeat is answered', async () => {
    const { echo } = scripted(lost, failure('busy', true), success);
    await expect(echo({ text: 'a' })).resolves.toEqual({ text: 'hello' });
  });

  it('is not repeated when the refusal is final', async () => {
    const { calls, echo } = scripted(failure('not_a_member', false));
    expect(await codeOf(echo({ text: 'a' }))).toBe('not_a_member');
    expect(calls).toHaveLength(1);
  });

  it('that comes too often is not repeated, and says from when on it may be', async () => {
    const refusal = {
      code: 'too_many_requests',
      message: '操作太频繁，请在 5 分钟后再试',
      retryable: false,
      requestId: 'r',
      retryAt: 1_795_233_600_000,
    };
    const { calls, pauses, echo } = scripted({ ok: false, error: refusal }, success);
    await expect(echo({ text: 'a' })).rejects.toMatchObject({
      code: 'too_many_requests',
      message: '操作太频繁，请在 5 分钟后再试',
      retryAt: 1_795_233_600_000,
    });
    expect(calls).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  it.each([undefined, null, 'text', {}, { ok: false }, failure('a_code_of_tomorrow', false)])(
    'is internal when the answer is %j',
    async (answer) => {
      const { echo } = scripted(answer, answer, answer);
      expect(await codeOf(echo({ text: 'a' }))).toBe('internal');
    },
  );

  it('counts an answer that takes too long as lost', async () => {
    const never: Transport = () => new Promise(() => undefined);
    const policy = { pausesMs: [], timeoutMs: 5, sleep: async () => undefined };
    expect(await codeOf(createCaller<EchoApi>('area', never, policy)('echo')({ text: 'a' }))).toBe('offline');
  });

  it('keeps the reason when the transport itself knows it', async () => {
    const { echo } = scripted(new TuankaError('not_in_wechat'));
    expect(await codeOf(echo({ text: 'a' }))).toBe('not_in_wechat');
  });
});
