import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { createFollowApp } from './official-account';
import { encryptGroup, groupInfoInput, issueLoginCode } from './login/login';
import { issuePhoneCode } from './login/phone-code';
import { createEventApp } from './pushed-events';
import { miniProgramOf, type Sandbox } from './sandbox';
import { settingsOf } from './state';
import { addCredit, creditsOf } from './message/subscribe-message';
import { WechatError } from './wechat-error';
import { openUrlLink } from './code/url-link';
import { getWxacodeUnlimit } from './code/wxacode';
import { decodeWxacode } from './code/wxacode-text';

/**
 * What the WeChat app on the phone does, mounted at /local/wechat for the simulator and for tests: hand out phone codes,
 * record subscription choices, keep each person's settings, mark messages read, show and read a code.
 */
const openidField = z.string().min(1);
const phoneCodeInput = z.object({
  openid: openidField,
  phoneNumber: z
    .string()
    .regex(/^\d{5,15}$/)
    .optional(),
});
const subscribeInput = z.object({
  openid: openidField,
  choices: z.record(z.string(), z.enum(['accept', 'reject', 'ban', 'filter'])),
  /** 总是保持以上选择: later prompts answer the same without a sheet. */
  always: z.boolean().default(false),
});
const settingsInput = z.object({
  openid: openidField,
  mainSwitch: z.boolean().optional(),
  privacyAgreed: z.boolean().optional(),
});
const readInput = z.object({ openid: openidField, ids: z.array(z.number()).optional() });
const scanInput = z.object({ text: z.string() });

/** A deep teal that keeps enough contrast for every scanner. */
const LEADER_CODE_INK = { r: 15, g: 75, b: 70 };

async function bodyOf<Output>(c: Context, schema: z.ZodType<Output>): Promise<Output | Response> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  return parsed.success ? parsed.data : c.json({ error: z.prettifyError(parsed.error) }, 400);
}

function subscribe(sandbox: Sandbox, { openid, choices, always }: z.infer<typeof subscribeInput>) {
  const entries = Object.entries(choices);
  const settings = settingsOf(sandbox.state, openid);
  if (!settings.mainSwitch)
    return { errCode: 20004, errMsg: 'requestSubscribeMessage:fail The main switch is switched off' };
  const unknown = entries.find(([id]) => !sandbox.templates.some((template) => template.id === id));
  if (unknown)
    return {
      errCode: 20001,
      errMsg: 'requestSubscribeMessage:fail No template data return, verify the template id exist',
    };

  for (const [templateId, choice] of entries)
    if (choice === 'accept') addCredit(sandbox, openid, templateId, 1);
  if (always) {
    const kept = new Map(settings.itemSettings);
    for (const [id, choice] of entries) if (choice === 'accept' || choice === 'reject') kept.set(id, choice);
    sandbox.state.people.set(openid, { ...settings, itemSettings: [...kept] });
  }
  sandbox.changed();
  return { credits: Object.fromEntries(entries.map(([id]) => [id, creditsOf(sandbox, openid, id)])) };
}

const publicSettings = (sandbox: Sandbox, openid: string) => {
  const { itemSettings, ...settings } = settingsOf(sandbox.state, openid);
  return { ...settings, itemSettings: Object.fromEntries(itemSettings) };
};

function addPersonRoutes(local: Hono, sandbox: Sandbox): void {
  local.post('/phone-code', async (c) => {
    const input = await bodyOf(c, phoneCodeInput);
    if (input instanceof Response) return input;
    const phoneNumber = input.phoneNumber ?? sandbox.phoneOf(input.openid);
    if (phoneNumber === undefined) return c.json({ error: 'no phone is bound to this openid' }, 400);
    const code = issuePhoneCode(sandbox, input.openid, phoneNumber);
    sandbox.changed();
    return c.json({ code });
  });
  local.post('/subscribe', async (c) => {
    const input = await bodyOf(c, subscribeInput);
    if (input instanceof Response) return input;
    const outcome = subscribe(sandbox, input);
    return c.json(outcome, 'errCode' in outcome ? 400 : 200);
  });
  local.get('/settings', (c) => c.json(publicSettings(sandbox, c.req.query('openid') ?? '')));
  local.post('/settings', async (c) => {
    const input = await bodyOf(c, settingsInput);
    if (input instanceof Response) return input;
    const { openid, ...change } = input;
    const settings = settingsOf(sandbox.state, openid);
    sandbox.state.people.set(openid, {
      ...settings,
      mainSwitch: change.mainSwitch ?? settings.mainSwitch,
      privacyAgreed: change.privacyAgreed ?? settings.privacyAgreed,
    });
    sandbox.changed();
    return c.json(publicSettings(sandbox, openid));
  });
  local.post('/inbox/read', async (c) => {
    const input = await bodyOf(c, readInput);
    if (input instanceof Response) return input;
    for (const message of sandbox.state.messages) {
      if (message.openid === input.openid && (input.ids?.includes(message.id) ?? true)) message.read = true;
    }
    sandbox.changed();
    return c.json({ ok: true });
  });
}

function addCodeRoutes(local: Hono, sandbox: Sandbox): void {
  local.get('/templates', (c) => c.json({ templates: sandbox.templates }));
  local.get('/account', (c) => {
    const account = miniProgramOf(sandbox);
    return c.json({ appid: account?.appid ?? null, name: account?.name ?? null });
  });
  local.get('/credits', (c) => {
    const openid = c.req.query('openid') ?? '';
    return c.json({
      credits: Object.fromEntries(sandbox.templates.map(({ id }) => [id, creditsOf(sandbox, openid, id)])),
    });
  });
  local.post('/decode', async (c) => {
    const input = await bodyOf(c, scanInput);
    return input instanceof Response ? input : c.json({ wxacode: decodeWxacode(input.text) });
  });
  // The very image that /wechat/wxa/getwxacodeunlimit answers, for a page that holds no access token.
  local.get('/leader-code.png', async (c) => {
    const account = miniProgramOf(sandbox);
    if (!account) return c.json({ error: 'no mini-program account' }, 404);
    try {
      const png = await getWxacodeUnlimit(sandbox, account, {
        scene: c.req.query('scene'),
        page: c.req.query('page'),
        width: Number(c.req.query('width') ?? 640),
        line_color: LEADER_CODE_INK,
      });
      return c.body(png, 200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    } catch (error) {
      if (error instanceof WechatError) return c.json({ errcode: error.errcode, errmsg: error.message }, 400);
      throw error;
    }
  });
}

/** How one comes here: the login, the group a card was opened in, a link from outside. */
function addEntryRoutes(local: Hono, sandbox: Sandbox): void {
  local.post('/login', async (c) => {
    const input = await bodyOf(c, z.object({ openid: openidField }));
    if (input instanceof Response) return input;
    const code = issueLoginCode(sandbox, input.openid);
    sandbox.changed();
    return c.json({ code });
  });
  local.post('/group-info', async (c) => {
    const input = await bodyOf(c, groupInfoInput);
    if (input instanceof Response) return input;
    const encrypted = encryptGroup(sandbox, input);
    return encrypted ? c.json(encrypted) : c.json({ error: 'nobody has logged in' }, 400);
  });
  local.post('/open-link', async (c) => {
    const input = await bodyOf(c, z.object({ link: z.string() }));
    return input instanceof Response ? input : c.json({ opened: openUrlLink(sandbox, input.link) });
  });
}

export function createClientApp(sandbox: Sandbox): Hono {
  const local = new Hono();
  addPersonRoutes(local, sandbox);
  addCodeRoutes(local, sandbox);
  addEntryRoutes(local, sandbox);
  local.route('/', createFollowApp(sandbox));
  local.route('/', createEventApp(sandbox));
  return local;
}
