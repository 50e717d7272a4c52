import Taro from '@tarojs/taro';
import { useCallback } from 'react';
import { openCheckout, openJoin } from '@/platform/opening/navigation';
import { scanLeaderCode } from '@/platform/scan/scan';

/** 扫一扫: a leader's or a friend's code opens the landing page, a bill the checkout; anything else is said to be none. */
export function useScanToJoin(): () => Promise<void> {
  return useCallback(async () => {
    const scan = await scanLeaderCode();
    if (scan.kind === 'landing') await openJoin(scan.codes.leaderCode, scan.codes.inviteCode);
    if (scan.kind === 'bill') await openCheckout(scan.orderId);
    if (scan.kind === 'not_ours') await Taro.showToast({ title: '没有认出团长的码或账单', icon: 'none' });
  }, []);
}
