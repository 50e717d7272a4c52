import { CSRF_HEADER as CONTRACTED } from '@contracts/console/console-session';
import { TuankaError } from '@contracts/errors';
import { createApi, type Call, type Surroundings } from './client';
import { CSRF_HEADER } from './http-transport';

const failure = (code: string, more: object = {}) => ({
  ok: false,
  error: { code, message: '说明', ...more },
});
const fine = { ok: true, data: { waiting: [], now: 1 } };

/** A transport that answers one after the other; an Error stands for no answer. */
function stage(answers: unknown[], around: Partial<Surroundings> = {}) {
  const calls: Call[] = [];
  const events: string[] = [];
  const api = createApi(
    async (call) => {
      calls.push(call);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    {
      secondLook: async () => void events.push('second look'),
      signedOut: () => void events.push('signed out'),
      pausesMs: [1, 2],
      sleep: async (ms) => void events.push(`pause ${ms}`),
      ...around,
    },
  );
  return { api, calls, events };
}

describe('the client of the console', () => {
  it('names area and operation, and gives back the data', async () => {
    const { api, calls } = stage([fine]);
    expect(await api.office.readToDo({})).toEqual(fine.data);
    expect(calls).toMatchObject([{ area: 'office', op: 'readToDo', input: {} }]);
  });

  it('repeats what was lost or is refused for now with the same request id', async () => {
    const { api, calls, events } = stage([new Error('no network'), failure('busy'), fine]);
    await api.office.readToDo({});
    expect(new Set(calls.map(({ requestId }) => requestId)).size).toBe(1);
    expect(events).toEqual(['pause 1', 'pause 2']);
  });

  it('gives up after the pauses, and is told what no network is', async () => {
    const { api, calls } = stage([new Error('1'), new Error('2'), new Error('3')]);
    await expect(api.office.readToDo({})).rejects.toMatchObject({ code: 'offline' });
    expect(calls).toHaveLength(3);
  });

  it('does not repeat what was refused, and says it in the server’s words', async () => {
    const { api, calls } = stage([failure('not_allowed')]);
    await expect(api.office.readToDo({})).rejects.toMatchObject({ code: 'not_allowed', message: '说明' });
    expect(calls).toHaveLength(1);
  });

  it('asks for a second look and goes on with the same call', async () => {
    const { api, calls, events } = stage([failure('console_second_look'), fine]);
    await api.office.readToDo({});
    expect(events).toEqual(['second look']);
    expect(calls[0]?.requestId).toBe(calls[1]?.requestId);
  });

  it('asks once: a server that is never satisfied is believed', async () => {
    const { api, events } = stage([failure('console_second_look'), failure('console_second_look')]);
    await expect(api.office.readToDo({})).rejects.toMatchObject({ code: 'console_second_look' });
    expect(events).toEqual(['second look']);
  });

  it('a second look that is given up ends the call', async () => {
    const secondLook = async () => {
      throw new TuankaError('console_second_look');
    };
    const { api, calls } = stage([failure('console_second_look')], { secondLook });
    await expect(api.office.readToDo({})).rejects.toMatchObject({ code: 'console_second_look' });
    expect(calls).toHaveLength(1);
  });

  it('tells that the session is over', async () => {
    const { api, events } = stage([failure('console_session_over')]);
    await expect(api.office.readToDo({})).rejects.toMatchObject({ code: 'console_session_over' });
    expect(events).toEqual(['signed out']);
  });

  it.each([[undefined], ['text'], [{}], [{ ok: true }], [failure('a code of tomorrow')]])(
    'an answer that makes no sense (%j) is ours to mend',
    async (answer) => {
      const { api } = stage([answer]);
      await expect(api.office.readToDo({})).rejects.toMatchObject({ code: 'internal' });
    },
  );

  it('an action that is tried again by hand carries the id it had', async () => {
    const { api, calls } = stage([fine]);
    const [requestId] = [{ requestId: 'con-12345678' }].map((options) => options.requestId);
    await api.office.readToDo({}, { requestId: requestId as never });
    expect(calls[0]?.requestId).toBe('con-12345678');
  });

  it('sends its token under the name the server looks for', () => {
    expect(CSRF_HEADER).toBe(CONTRACTED);
  });
});
