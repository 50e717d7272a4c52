import type { WechatApp } from './wechat-app';

/** For tests: a phone whose cloud answers by operation (`member.join`), and which logs what was asked of it. */
export interface FakePhone {
  calls: { operation: string; input: unknown; requestId: unknown }[];
  prompts: string[][];
  /** The phone comes back to the front. */
  show: () => void;
}

/** A function's answer, or how to make it; an Error is a lost connection. */
type Answer = unknown;
type Cloud = Record<string, Answer>;

interface Envelope {
  op: string;
  input: unknown;
  requestId: unknown;
}
const isEnvelope = (data: unknown): data is Envelope =>
  typeof data === 'object' && data !== null && 'op' in data && typeof data.op === 'string';

export const ok = (data: unknown) => ({ ok: true, data });
export const refused = (code: string) => ({
  ok: false,
  error: { code, message: code, retryable: false, requestId: 'r' },
});

/** `cloud` may be changed while the test goes on. */
export function installFakePhone(cloud: Cloud, more: Partial<WechatApp> = {}): FakePhone {
  const listeners = new Set<() => void>();
  const phone: FakePhone = {
    calls: [],
    prompts: [],
    show: () => listeners.forEach((listener) => listener()),
  };
  window.wechatApp = {
    persona: { id: 'shopper', name: '小林' },
    callFunction: async ({ name, data }) => {
      if (!isEnvelope(data)) throw new Error('not an envelope');
      const operation = `${name}.${data.op}`;
      phone.calls.push({ operation, input: data.input, requestId: data.requestId });
      const answer = cloud[operation];
      if (answer instanceof Error) throw answer;
      return { result: await answer };
    },
    getPhoneNumber: async () => ({ code: 'phone-code', errMsg: 'getPhoneNumber:ok' }),
    requestSubscribeMessage: async ({ tmplIds }) => {
      phone.prompts.push(tmplIds);
      return Object.fromEntries(tmplIds.map((id) => [id, 'accept']));
    },
    requirePrivacyAuthorize: async () => undefined,
    requestPayment: async () => ({ errMsg: 'requestPayment:ok' }),
    confirmReceipt: async () => undefined,
    scanCode: async () => ({ path: '', result: '' }),
    showCode: () => () => undefined,
    on: (_event, listener) => listeners.add(listener),
    off: (_event, listener) => listeners.delete(listener),
    chooseAvatar: async () => ({}),
    ...more,
  };
  return phone;
}
