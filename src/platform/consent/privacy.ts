import Taro from '@tarojs/taro';
import { privacySummary } from './privacy-guide';
import { isH5 } from '../target';

/** The button of the consent sheet; WeChat checks that it was really tapped. */
export const AGREE_BUTTON_ID = 'agree-privacy';

type Decision = { agreed: boolean };
type Listener = () => void;

let waiting: ((decision: Decision) => void)[] = [];
const listeners = new Set<Listener>();
const changed = () => listeners.forEach((listener) => listener());

/** WeChat calls this before a guarded API when consent is missing: the page's `PrivacySheet` then opens. */
export function watchPrivacy(): void {
  if (isH5 || !Taro.canIUse('onNeedPrivacyAuthorization')) return;
  Taro.onNeedPrivacyAuthorization((resolve) => {
    waiting.push(({ agreed }) =>
      resolve(agreed ? { event: 'agree', buttonId: AGREE_BUTTON_ID } : { event: 'disagree' }),
    );
    changed();
  });
}

/** For `useSyncExternalStore`: is somebody waiting for the shopper's decision? */
export const privacyRequests = {
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  isPending: () => waiting.length > 0,
  decide(agreed: boolean) {
    const answered = waiting;
    waiting = [];
    answered.forEach((answer) => answer({ agreed }));
    changed();
  },
};

const openWechatContract = (): Promise<void> =>
  new Promise((resolve, reject) => {
    Taro.openPrivacyContract({ success: () => resolve(), fail: ({ errMsg }) => reject(new Error(errMsg)) });
  });

/** Shows the merchant's privacy contract: WeChat's own page, or a summary in the simulator. */
export async function openPrivacyContract(): Promise<void> {
  if (!isH5) {
    try {
      await openWechatContract();
      return;
    } catch {
      // not configured for this mini-program yet: say what it would say
    }
  }
  await Taro.showModal({
    title: '用户隐私保护指引',
    content: privacySummary(),
    showCancel: false,
    confirmText: '我知道了',
  });
}
