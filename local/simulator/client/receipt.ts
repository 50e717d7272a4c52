import { askInSheet, node } from './sheet';
import { wechatService } from './wechat-service';

/** 确认收货: WeChat's sheet about one order; leaving it confirms nothing. */
export async function confirmReceipt(
  personaId: string,
  { transactionId }: { transactionId: string },
): Promise<void> {
  const [{ openid }, appName] = await Promise.all([
    wechatService.persona(personaId),
    wechatService.appName(),
  ]);
  const accepted = await askInSheet({
    appName,
    title: '确认收货',
    body: [node('p', 'note', '确认收货后，货款将结算给商家')],
    refuse: '取消',
    accept: '确认收货',
  });
  if (!accepted) return;
  await fetch('/local/wechat/trade/confirm', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ openid, transactionId }),
  });
}
