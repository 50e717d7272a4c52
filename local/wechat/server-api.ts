import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { ADDRESS_HEADER } from '../cloudbase/functions/network/egress';
import { dropConnection, type LocalEnv } from '../listen';
import { authorise, requireMiniProgram, stableToken, stableTokenInput } from './login/access-token';
import type { WechatAccount } from './accounts';
import type { WechatFaults } from './faults';
import { codeToSession } from './login/login';
import { getUserPhoneNumber, phoneNumberInput } from './login/phone-code';
import { checkPicture, checkText, pictureCheckInput, textCheckInput } from './content/content-check';
import {
  requireOfficialAccount,
  userBatchInput,
  userInfo,
  userInfoBatch,
  userList,
} from './official-account';
import { drawText, type Sandbox } from './sandbox';
import { sendSubscribeMessage, subscribeSendInput } from './message/subscribe-message';
import { noticeSendInput, sendSubscribeNotice } from './message/subscribe-notice';
import { sendTemplateMessage, templateSendInput } from './message/template-message';
import * as trade from './trade/trade-api';
import type { TradeWorld } from './trade/trade-world';
import { errorText, WechatError, type WechatErrcode } from './wechat-error';
import { generateUrlLink, urlLinkInput } from './code/url-link';
import { getWxacodeUnlimit, wxacodeInput } from './code/wxacode';

type SandboxContext = Context<LocalEnv>;

/** WeChat adds a request id to the text of every error; programs that compare errmsg exactly break on it. */
function failure(sandbox: Sandbox, errcode: number, errmsg: string) {
  const rid = drawText(sandbox, 18).toLowerCase();
  return { errcode, errmsg: `${errmsg} rid: ${rid.slice(0, 8)}-${rid.slice(8, 13)}-${rid.slice(13)}` };
}

async function readBody<Input>(c: SandboxContext, schema: z.ZodType<Input>): Promise<Input> {
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    throw new WechatError(47001);
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new WechatError(47001);
  return parsed.data;
}

type Answer = object | Uint8Array;

const named = z.object({ appid: z.string() });

/** Whose token is fetched or used; undefined where the request does not tell. */
async function appidOf(c: SandboxContext, { state }: Sandbox): Promise<string | undefined> {
  const presented = c.req.query('access_token');
  if (presented !== undefined) return state.accessTokens.find(({ token }) => token === presented)?.appid;
  if (c.req.query('appid') !== undefined) return c.req.query('appid');
  const body: unknown = await c.req.json().catch(() => undefined);
  return named.safeParse(body).data?.appid;
}

/** One API: faults first, then the handler; a WechatError becomes WeChat's own answer. */
async function answer(
  c: SandboxContext,
  sandbox: Sandbox,
  faults: WechatFaults | undefined,
  path: string,
  handle: () => Promise<Answer>,
): Promise<Response> {
  const fault = faults?.faultFor(path, await appidOf(c, sandbox));
  if (fault?.kind === 'errcode') {
    return c.json(failure(sandbox, fault.errcode, fault.errmsg ?? errorText(fault.errcode)));
  }
  if (fault?.kind === 'drop-before') return dropConnection(c);
  const response = await handle().then(
    (body) =>
      body instanceof Uint8Array ? c.body(body, 200, { 'content-type': 'image/png' }) : c.json(body),
    (error: unknown) => {
      if (error instanceof WechatError) return c.json(failure(sandbox, error.errcode, error.message));
      throw error;
    },
  );
  sandbox.changed();
  return fault?.kind === 'drop-after' ? dropConnection(c) : response;
}

/** The documented server API, mounted at /wechat. */
/** How calls come in, each kind by the account that may make it. */
function createRouting(sandbox: Sandbox, faults: WechatFaults | undefined) {
  const routes = new Hono<LocalEnv>();

  const refuse = (c: SandboxContext, errcode: WechatErrcode) =>
    c.json(failure(sandbox, errcode, errorText(errcode)));

  function post<Input>(
    path: string,
    schema: z.ZodType<Input>,
    handle: (c: SandboxContext, input: Input) => Answer | Promise<Answer>,
  ) {
    routes.post(path, (c) =>
      answer(c, sandbox, faults, path, async () => handle(c, await readBody(c, schema))),
    );
    routes.all(path, (c) => refuse(c, 43002));
  }

  function miniProgramApi<Input>(
    path: string,
    schema: z.ZodType<Input>,
    handle: (sandbox: Sandbox, account: WechatAccount, input: Input) => Answer | Promise<Answer>,
  ) {
    post(path, schema, (c, input) => {
      const account = authorise(sandbox, c.req.query('access_token'));
      requireMiniProgram(account);
      return handle(sandbox, account, input);
    });
  }

  function officialGet(path: string, handle: (query: (name: string) => string) => Answer) {
    routes.get(path, (c) =>
      answer(c, sandbox, faults, path, async () => {
        requireOfficialAccount(authorise(sandbox, c.req.query('access_token')));
        return handle((name) => c.req.query(name) ?? '');
      }),
    );
  }

  return { routes, refuse, post, miniProgramApi, officialGet };
}
type Routing = ReturnType<typeof createRouting>;

/** 发货信息管理 */
function addTrade(miniProgramApi: Routing['miniProgramApi'], world: TradeWorld): void {
  const orders = '/wxa/sec/order';
  miniProgramApi(`${orders}/upload_shipping_info`, trade.uploadInput, (_, account, input) =>
    trade.uploadShipping(world, account, input),
  );
  miniProgramApi(`${orders}/get_order`, trade.orderNameInput, (_, _account, input) =>
    trade.getOrder(world, input),
  );
  miniProgramApi(`${orders}/get_order_list`, trade.listInput, (_, _account, input) =>
    trade.getOrderList(world, input),
  );
  miniProgramApi(`${orders}/notify_confirm_receive`, trade.receivedInput, (_, _account, input) =>
    trade.notifyConfirmReceive(world, input),
  );
  miniProgramApi(`${orders}/is_trade_managed`, trade.managedInput, (_, account, { appid }) =>
    trade.isTradeManaged(world, account, appid),
  );
  miniProgramApi(`${orders}/set_msg_jump_path`, trade.jumpPathInput, () => ({ errcode: 0, errmsg: 'ok' }));
}

export function createServerApi(sandbox: Sandbox, world: TradeWorld, faults?: WechatFaults): Hono<LocalEnv> {
  const { routes, refuse, post, miniProgramApi, officialGet } = createRouting(sandbox, faults);

  post('/cgi-bin/message/template/send', templateSendInput, (c, input) => {
    const account = authorise(sandbox, c.req.query('access_token'));
    requireOfficialAccount(account);
    return sendTemplateMessage(sandbox, account, input);
  });
  post('/cgi-bin/message/subscribe/bizsend', noticeSendInput, (c, input) => {
    const account = authorise(sandbox, c.req.query('access_token'));
    requireOfficialAccount(account);
    return sendSubscribeNotice(sandbox, account, input);
  });
  officialGet('/cgi-bin/user/info', (query) => userInfo(sandbox, query('openid')));
  officialGet('/cgi-bin/user/get', (query) => userList(sandbox, query('next_openid')));
  post('/cgi-bin/user/info/batchget', userBatchInput, (c, input) => {
    requireOfficialAccount(authorise(sandbox, c.req.query('access_token')));
    return userInfoBatch(sandbox, input);
  });
  post('/cgi-bin/stable_token', stableTokenInput, (c, input) =>
    stableToken(sandbox, input, c.req.header(ADDRESS_HEADER)),
  );
  miniProgramApi('/wxa/business/getuserphonenumber', phoneNumberInput, getUserPhoneNumber);
  miniProgramApi('/cgi-bin/message/subscribe/send', subscribeSendInput, sendSubscribeMessage);
  miniProgramApi('/wxa/getwxacodeunlimit', wxacodeInput, getWxacodeUnlimit);
  miniProgramApi('/wxa/generate_urllink', urlLinkInput, generateUrlLink);
  miniProgramApi('/wxa/msg_sec_check', textCheckInput, (_, _account, input) => checkText(sandbox, input));
  miniProgramApi('/wxa/media_check_async', pictureCheckInput, (_, _account, input) =>
    checkPicture(sandbox, input),
  );
  addTrade(miniProgramApi, world);
  routes.get('/sns/jscode2session', (c) =>
    answer(c, sandbox, faults, '/sns/jscode2session', async () =>
      codeToSession(sandbox, (name) => c.req.query(name) ?? ''),
    ),
  );
  routes.all('*', (c) => refuse(c, 40066));
  return routes;
}
