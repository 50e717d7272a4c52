import * as z from 'zod';
import { compare, notAsked, other, type Answer, type ProbePlace, type Question } from './question';

const NEEDED = ['WECHAT_API_BASE', 'WECHAT_APPID', 'WECHAT_SECRET'] as const;

interface Account {
  base: string;
  appid: string;
  secret: string;
}

function accountOf({ variables }: ProbePlace): Account | null {
  const [base, appid, secret] = NEEDED.map((name) => variables[name]);
  return base && appid && secret ? { base: base.replace(/\/$/, ''), appid, secret } : null;
}

const errorAnswer = z.looseObject({ errcode: z.number().optional(), errmsg: z.string().optional() });
const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() });

const TIMEOUT_MS = 10_000;

/** @returns the body, or what WeChat answers instead of one */
async function post(account: Account, path: string, body: object, token?: string): Promise<unknown> {
  const address = new URL(`${account.base}${path}`);
  if (token !== undefined) address.searchParams.set('access_token', token);
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return response.json().catch(() => ({ errcode: -1, errmsg: `HTTP ${response.status}, no JSON` }));
}

const askToken = (account: Account): Promise<unknown> =>
  post(account, '/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: account.appid,
    secret: account.secret,
  });

/** Errors are told by number: WeChat's text may name ids. */
const errcodeOf = (answer: unknown): number => errorAnswer.safeParse(answer).data?.errcode ?? 0;

/** Asks with a token; without keys, or when there is no token, it is not asked. */
const withToken =
  (ask: (account: Account, token: string) => Promise<Answer>) =>
  async (place: ProbePlace): Promise<Answer> => {
    const account = accountOf(place);
    if (!account) return notAsked(`${NEEDED.join(', ')} are not all set`);
    const { success, data } = tokenAnswer.safeParse(await askToken(account));
    return success ? ask(account, data.access_token) : notAsked('there is no token, see stable_token');
  };

/** A refusal with the code that our table expects: nothing is sent to anybody. */
const refusalQuestion = (
  id: string,
  path: string,
  expected: readonly number[],
  where: string,
  bodyOf: (account: Account) => object,
): Question => ({
  id,
  assumed: `${path} refuses with ${expected.join(' or ')}`,
  where,
  ask: withToken(async (account, token) => {
    const errcode = errcodeOf(await post(account, path, bodyOf(account), token));
    return compare(expected.includes(errcode), `errcode ${errcode}`);
  }),
});

/** Ids of nobody: WeChat refuses them, so that no person hears of a probe. */
const NOBODY = 'oProbe000000000000000000000';
const NO_CODE = 'probe-of-a-code-that-never-was';

/** What the message and phone tables rest on. */
export const wechatQuestions: readonly Question[] = [
  {
    id: 'stable_token',
    assumed: 'stable_token gives the same token again while it lives, for at most 7,200 s',
    where: 'platform-facts, section 3',
    async ask(place) {
      const account = accountOf(place);
      if (!account) return notAsked(`${NEEDED.join(', ')} are not all set`);
      const answers = [await askToken(account), await askToken(account)];
      const [first, second] = answers.map((answer) => tokenAnswer.safeParse(answer).data);
      if (!first || !second) return other(`errcode ${errcodeOf(answers[0])} ${errcodeOf(answers[1])}`);
      return compare(
        first.access_token === second.access_token && first.expires_in <= 7200,
        `${first.access_token === second.access_token ? 'the same' : 'another'} token, ${first.expires_in} s`,
      );
    },
  },
  {
    id: 'login_code',
    assumed: '/sns/jscode2session takes a GET with the secret and refuses a code of nobody with 40029',
    where: 'platform-facts, section 2',
    async ask(place) {
      const account = accountOf(place);
      if (!account) return notAsked(`${NEEDED.join(', ')} are not all set`);
      const { base, appid, secret } = account;
      const query = { appid, secret, js_code: NO_CODE, grant_type: 'authorization_code' };
      const address = `${base}/sns/jscode2session?${new URLSearchParams(query)}`;
      const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const errcode = errcodeOf(await response.json());
      return compare(errcode === 40029, `errcode ${errcode}`);
    },
  },
  refusalQuestion(
    'phone_code',
    '/wxa/business/getuserphonenumber',
    [40029],
    'platform-facts, section 2',
    () => ({
      code: NO_CODE,
    }),
  ),
  refusalQuestion(
    'message_to_nobody',
    '/cgi-bin/message/subscribe/send',
    [40003, 40037],
    'platform-facts, section 1',
    () => ({
      touser: NOBODY,
      template_id: 'probe',
      data: {},
      miniprogram_state: 'formal',
      lang: 'zh_CN',
    }),
  ),
  refusalQuestion(
    'order_nobody_paid',
    '/wxa/sec/order/get_order',
    [10060001],
    'platform-facts, section 9, Order shipping information',
    () => ({ transaction_id: '4200000000000000000000000000' }),
  ),
  refusalQuestion(
    'text_of_nobody',
    '/wxa/msg_sec_check',
    [40003, 61010],
    'platform-facts, section 9, Content security',
    () => ({ version: 2, scene: 1, openid: NOBODY, content: '团卡' }),
  ),
  refusalQuestion(
    'picture_of_nobody',
    '/wxa/media_check_async',
    [40003, 61010],
    'platform-facts, section 9, Content security',
    () => ({
      version: 2,
      openid: NOBODY,
      scene: 1,
      media_url: 'https://example.com/probe.png',
      media_type: 2,
    }),
  ),
  refusalQuestion('scene_too_long', '/wxa/getwxacodeunlimit', [40169], 'platform-facts, section 3', () => ({
    scene: 'x'.repeat(33),
    page: 'pages/join/index',
  })),
];
