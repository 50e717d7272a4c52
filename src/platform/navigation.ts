import Taro from '@tarojs/taro';
import type { CouponId, LeaderCode } from '@contracts/primitives/ids';
import { joinPath } from './landing';

const TABS = ['pages/home/index', 'pages/inbox/index', 'pages/me/index'];

/** Opens a page of the mini-program by its path, with or without a leading slash, tab page or not. */
export async function openPage(path: string): Promise<void> {
  const url = path.startsWith('/') ? path : `/${path}`;
  const page = (url.split('?')[0] ?? '').slice(1);
  if (TABS.includes(page)) await Taro.switchTab({ url: `/${page}` });
  else await Taro.navigateTo({ url });
}

export const openHome = (): Promise<void> => openPage('pages/home/index');
export const openJoin = (leaderCode: LeaderCode | null): Promise<void> => openPage(joinPath(leaderCode));
export const openCoupons = (): Promise<void> => openPage('shopper/pages/coupons/index');
export const openCoupon = (id: CouponId): Promise<void> => openPage(`shopper/pages/coupon/index?id=${id}`);
export const openLeaderCode = (): Promise<void> => openPage('leader/pages/code/index');

const INBOX_TAB = 1;

/** The number on the inbox tab; the shopper may be on a page without tabs, where WeChat refuses to draw it. */
export function showUnreadCount(unread: number): void {
  const shown =
    unread > 0
      ? Taro.setTabBarBadge({ index: INBOX_TAB, text: unread > 99 ? '99+' : String(unread) })
      : Taro.removeTabBarBadge({ index: INBOX_TAB });
  Promise.resolve(shown).catch(() => undefined);
}
