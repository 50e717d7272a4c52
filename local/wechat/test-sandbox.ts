import type { SubscribeTemplate } from './accounts';
import { createWechatFaults } from './faults';
import { createWechat } from './index';

/** A sandbox with one mini-program, one official account, two templates and a clock that tests move. */
export const APPID = 'wx0000000000000001';
export const SECRET = 'secret-of-the-mini-program';
export const LIN = 'openid-lin';

export const couponTemplate: SubscribeTemplate = {
  id: 'coupon-expiry',
  title: '优惠券到期提醒',
  fields: [
    { key: 'thing1', label: '优惠券' },
    { key: 'time2', label: '到期时间' },
  ],
};
const cardTemplate: SubscribeTemplate = {
  id: 'card-expiry',
  title: '会员卡到期提醒',
  fields: [{ key: 'thing1', label: '会员卡' }],
};

export function testWechat() {
  const clock = { now: Date.UTC(2026, 0, 5, 2, 0, 0) };
  const faults = createWechatFaults();
  const wechat = createWechat({
    now: () => clock.now,
    accounts: [
      { appid: APPID, secret: SECRET, kind: 'mini-program', name: '邻里团' },
      { appid: 'wx0000000000000002', secret: 'secret-of-the-account', kind: 'official-account' },
    ],
    templates: [couponTemplate, cardTemplate],
    pages: () => ['pages/index/index', 'pages/landing/index'],
    phoneOf: (openid) => (openid === LIN ? '13800138000' : undefined),
    faults,
  });

  const call = async (path: string, body: unknown, app: 'routes' | 'local' = 'routes'): Promise<unknown> => {
    const response = await wechat[app].request(path, { method: 'POST', body: JSON.stringify(body) });
    return response.status === 504 ? 'dropped' : response.json();
  };
  const local = (path: string, body: unknown) => call(path, body, 'local');
  const token = async (account: { appid: string; secret: string } = { appid: APPID, secret: SECRET }) => {
    const answer = await call('/cgi-bin/stable_token', { grant_type: 'client_credential', ...account });
    return new Map(Object.entries(answer ?? {})).get('access_token') as string;
  };
  /** A server API call with a fresh token. */
  const api = async (path: string, body: unknown) => call(`${path}?access_token=${await token()}`, body);

  return { wechat, clock, faults, call, local, token, api };
}
