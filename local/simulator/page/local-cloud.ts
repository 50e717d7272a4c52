import * as z from 'zod';
import { readPersonas, type Persona } from '../personas';

/** The control routes of the local cloud that this page uses. */
const clockSchema = z.object({ now: z.number(), frozen: z.boolean().optional() });
const nextEventSchema = z.object({ at: z.number().nullable(), what: z.string() });
const messageSchema = z.object({
  id: z.number(),
  title: z.string(),
  fields: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
  page: z.string().nullable(),
  sentAt: z.number(),
  read: z.boolean(),
});
const inboxSchema = z.object({ messages: z.array(messageSchema) });
const accountSchema = z.object({ name: z.string().nullable() });
const answerSchema = z.object({
  result: z.union([
    z.object({ ok: z.literal(true), data: z.unknown() }),
    z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) }),
  ]),
});
const leaderCodeSchema = z.object({
  leaderName: z.string(),
  storeName: z.string(),
  leaderCode: z.string(),
  pngBase64: z.string(),
});
const profileSchema = z.object({ member: z.object({ memberId: z.string() }) });
const promptSchema = z.object({ templateIds: z.array(z.string()) });

export type Clock = z.infer<typeof clockSchema>;
export type NextEvent = z.infer<typeof nextEventSchema>;
export type ServiceMessage = z.infer<typeof messageSchema>;

export interface LeaderCode {
  leaderName: string;
  storeName: string;
  pictureUrl: string;
}

async function request(path: string, body?: object, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(
    path,
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        },
  );
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return text === '' ? null : (JSON.parse(text) as unknown);
}

const pictureOf = (page: string, scene: string): string =>
  `/local/wechat/leader-code.png?${new URLSearchParams({ page, scene }).toString()}`;

async function call(personaId: string, area: string, op: string, input: object): Promise<unknown> {
  const event = { op, input, requestId: crypto.randomUUID() };
  const { result } = answerSchema.parse(
    await request(`/functions/${area}`, event, { 'x-local-identity': personaId }),
  );
  if (!result.ok) throw new Error(`${area}.${op}: ${result.error.code}`);
  return result.data;
}

export const localCloud = {
  personas: async (): Promise<Persona[]> => readPersonas(await request('/local/personas')),
  clock: async (): Promise<Clock> => clockSchema.parse(await request('/local/clock')),
  setClock: async (at: number): Promise<void> => void (await request('/local/clock', { set: at })),
  runTimers: async (): Promise<void> => void (await request('/local/timers/run', {})),
  nextEvent: async (): Promise<NextEvent> => nextEventSchema.parse(await request('/local/next-event')),
  reset: async (): Promise<void> => void (await request('/local/reset', {})),
  inbox: async (openid: string): Promise<ServiceMessage[]> =>
    inboxSchema.parse(await request(`/local/inbox?openid=${encodeURIComponent(openid)}`)).messages,
  markRead: async (openid: string): Promise<void> =>
    void (await request('/local/wechat/inbox/read', { openid })),
  appName: async (): Promise<string> =>
    accountSchema.parse(await request('/local/wechat/account')).name ?? '团卡',
  /** The server answers 503 while there is no H5 build. */
  appIsBuilt: async (): Promise<boolean> => {
    const response = await fetch('/app/');
    await response.text();
    return response.ok;
  },
  pictureOf,

  /** What a person's mini-program would ask a function, and its answer. @throws Error with the code of a refusal */
  call,

  /** The leader asks her own cloud function for her code, as the mini-program does: the picture has been through WeChat's API. */
  leaderCode: async (personaId: string): Promise<LeaderCode> => {
    const data = await call(personaId, 'leader', 'readMyCode', {});
    const { pngBase64, leaderName, storeName } = leaderCodeSchema.parse(data);
    return { leaderName, storeName, pictureUrl: `data:image/png;base64,${pngBase64}` };
  },
  codeOfLeader: async (personaId: string): Promise<string> =>
    leaderCodeSchema.parse(await call(personaId, 'leader', 'readMyCode', {})).leaderCode,
  memberIdOf: async (personaId: string): Promise<string> =>
    profileSchema.parse(await call(personaId, 'member', 'readProfile', {})).member.memberId,
  /** The person taps 允许 in the subscription sheet, and the page reports it. */
  allowReminders: async ({ id, openid }: Persona): Promise<void> => {
    const { templateIds } = promptSchema.parse(await call(id, 'message', 'readPrompt', {}));
    const choices = Object.fromEntries(templateIds.map((template) => [template, 'accept']));
    await request('/local/wechat/subscribe', { openid, choices, always: false });
    await call(id, 'message', 'recordPrompt', { answers: choices });
  },

  /** Every request to WeChat breaks before it does anything, or none does any more. */
  breakWechat: async (broken: boolean): Promise<void> =>
    void (await request(
      '/local/faults',
      broken ? { target: 'wechat', path: '*', kind: 'drop-before', times: 1_000_000 } : { clear: true },
    )),
};
