import Taro from '@tarojs/taro';
import { isH5 } from '../target';
import { wechatApp } from '../wechat-app';

declare module '@tarojs/taro' {
  interface TaroStatic {
    /** Taro's types know this call for credit scores only. */
    openBusinessView(option: {
      businessType: 'weappOrderConfirm';
      extraData: { transaction_id: string };
    }): Promise<unknown>;
  }
}

/**
 * WeChat's own sheet in which the payer confirms that the goods are theirs (`weappOrderConfirm`, base library 2.6.0). What came of
 * it is told when the mini-program is shown again, and proves nothing: the server asks WeChat.
 * `opened`: the page is shown again when the person is back · `closed`: they are back already.
 */
export async function openReceiptSheet(transactionId: string): Promise<'opened' | 'closed' | 'failed'> {
  try {
    if (isH5) {
      await wechatApp().confirmReceipt({ transactionId });
      return 'closed';
    }
    await Taro.openBusinessView({
      businessType: 'weappOrderConfirm',
      extraData: { transaction_id: transactionId },
    });
    return 'opened';
  } catch {
    return 'failed';
  }
}
