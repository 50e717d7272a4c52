import type { PhoneNumberDetail } from '../wechat-app';
import { askInSheet, node } from './sheet';
import { wechatService } from './wechat-service';

/** WeChat shows the number with its middle hidden, before anything is handed over. */
const masked = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

function numberRow(phone: string): HTMLElement {
  const row = node('div', 'row');
  const text = node('div', 'row-text');
  text.append(node('div', 'row-main', masked(phone)), node('div', 'row-sub', '微信绑定号码'));
  const tick = node('span', 'tick', '✓');
  tick.setAttribute('aria-hidden', 'true');
  row.append(text, tick);
  return row;
}

/** 获取手机号: the sheet, then a single-use code; refusing carries no code (platform-facts §2). */
export async function getPhoneNumber(personaId: string): Promise<PhoneNumberDetail> {
  const [persona, appName] = await Promise.all([wechatService.persona(personaId), wechatService.appName()]);
  const allowed = await askInSheet({
    appName,
    title: '申请获取并验证你的手机号',
    body: [node('p', 'note', '用于会员注册与到店核验'), numberRow(persona.phone)],
    refuse: '不允许',
    accept: '允许',
  });
  if (!allowed) return { errMsg: 'getPhoneNumber:fail user deny' };
  return { code: await wechatService.phoneCode(persona.openid), errMsg: 'getPhoneNumber:ok' };
}
