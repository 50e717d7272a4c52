import * as z from 'zod';
import type { PaySheetParams } from '../wechat-app';
import { askInSheet, node } from './sheet';
import { WechatFailure } from './wechat-failure';
import { wechatService } from './wechat-service';

/** 微信支付: the sheet with the merchant and the amount, then WeChat Pay's own answer. */
const transaction = z.object({ description: z.string(), totalFen: z.number() });
const answer = z.object({ errMsg: z.string() });

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

function amountRow(totalFen: number, description: string): HTMLElement {
  const row = node('div', 'row');
  const text = node('div', 'row-text');
  text.append(node('div', 'row-main', yuan(totalFen)), node('div', 'row-sub', description));
  row.append(text);
  return row;
}

export async function requestPayment(personaId: string, sheet: PaySheetParams): Promise<{ errMsg: string }> {
  const prepayId = sheet.package.replace('prepay_id=', '');
  const found = await fetch(`/local/wechat/pay/${encodeURIComponent(prepayId)}`);
  if (!found.ok) throw new WechatFailure('requestPayment:fail prepay_id无效');
  const { description, totalFen } = transaction.parse(await found.json());
  const [{ openid }, appName] = await Promise.all([
    wechatService.persona(personaId),
    wechatService.appName(),
  ]);
  const accepted = await askInSheet({
    appName,
    title: '微信支付',
    body: [amountRow(totalFen, description), node('p', 'note', '模拟支付，不会扣款')],
    refuse: '取消',
    accept: '确认支付',
  });
  const outcome = accepted ? 'paid' : 'cancelled';
  const response = await fetch('/local/wechat/pay', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prepayId, openid, outcome, params: sheet }),
  });
  const { errMsg } = answer.parse(await response.json());
  if (errMsg !== 'requestPayment:ok') throw new WechatFailure(errMsg);
  return { errMsg };
}
