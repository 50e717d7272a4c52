import { createWechatClient } from '../../cloudfunctions/kit/wechat/client';
import { WechatError, WechatUnreachable } from '../../cloudfunctions/kit/wechat/wechat-error';
import { parseVariables } from '../../cloudfunctions/kit/config/settings';
import { fine, wrong, type Finding } from './finding';

/**
 * Whether the mini-program has access to 发货信息管理: without it the money of every payment stays frozen. The one question the
 * doctor asks WeChat; `npm run doctor -- --offline` leaves it out.
 */
export async function tradeFinding(isManaged: () => Promise<boolean>): Promise<Finding> {
  try {
    return (await isManaged())
      ? fine('小程序已接入发货信息管理', 'order shipping information is open to the mini-program')
      : wrong(
          '小程序还没有接入发货信息管理，货款会被冻结：到微信公众平台「订单发货」开通，不需要的话 在「规则与消息模板」里关掉上传',
          'order shipping information is not open to the mini-program: money would stay frozen',
        );
  } catch (error) {
    if (error instanceof WechatError || error instanceof WechatUnreachable)
      return wrong(
        `问不到微信是否已接入发货信息管理：${error.message}`,
        'WeChat did not say whether it is open',
      );
    throw error;
  }
}

/** By the settings of `.env`; null: they are not complete, which is told elsewhere. */
export function askTradeManaged(
  variables: Readonly<Record<string, string>>,
): (() => Promise<boolean>) | null {
  try {
    const { wechat } = parseVariables(variables);
    return () => createWechatClient(wechat).shipping.isManaged();
  } catch {
    return null;
  }
}
