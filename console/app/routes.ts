import type { StaffRole } from '@contracts/merchant/merchant';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Texts } from '../texts/zh';

/**
 * Every page: its address, who may see it, and the operation without which it would be empty (a test compares the two with the
 * contract's own actor). Each is loaded when it is first opened.
 */
export interface PageRoute {
  path: string;
  name: keyof Texts['pages'];
  group: keyof Texts['groups'];
  /** The lowest role that may. */
  from: StaffRole;
  needs: `${string}.${string}`;
  Page: LazyExoticComponent<ComponentType>;
}

export const pageRoutes: readonly PageRoute[] = [
  {
    path: '/to-do',
    name: 'toDo',
    group: 'work',
    from: 'operator',
    needs: 'office.readToDo',
    Page: lazy(() => import('../pages/to-do/to-do-page')),
  },
  {
    path: '/figures',
    name: 'figures',
    group: 'work',
    from: 'operator',
    needs: 'insight.readSeries',
    Page: lazy(() => import('../pages/insight/figures-page')),
  },
  {
    path: '/members',
    name: 'members',
    group: 'work',
    from: 'operator',
    needs: 'office.listMembers',
    Page: lazy(() => import('../pages/members/members-page')),
  },
  {
    path: '/audience',
    name: 'audience',
    group: 'work',
    from: 'operator',
    needs: 'audience.readLifecycle',
    Page: lazy(() => import('../pages/audience/audience-page')),
  },
  {
    path: '/orders',
    name: 'orders',
    group: 'work',
    from: 'clerk',
    needs: 'payment.listStoreOrders',
    Page: lazy(() => import('../pages/orders/orders-page')),
  },
  {
    path: '/reviews',
    name: 'reviews',
    group: 'work',
    from: 'clerk',
    needs: 'payment.listReviews',
    Page: lazy(() => import('../pages/orders/reviews-page')),
  },
  {
    path: '/refunds',
    name: 'refunds',
    group: 'work',
    from: 'operator',
    needs: 'payment.listTroubledRefunds',
    Page: lazy(() => import('../pages/orders/refunds-page')),
  },
  {
    path: '/coupons',
    name: 'coupons',
    group: 'goods',
    from: 'operator',
    needs: 'coupon.listTemplates',
    Page: lazy(() => import('../pages/goods/coupons-page')),
  },
  {
    path: '/mall',
    name: 'mall',
    group: 'goods',
    from: 'operator',
    needs: 'points.listAllRewards',
    Page: lazy(() => import('../pages/goods/mall-page')),
  },
  {
    path: '/plans',
    name: 'plans',
    group: 'goods',
    from: 'operator',
    needs: 'card.listPlans',
    Page: lazy(() => import('../pages/goods/plans-page')),
  },
  {
    path: '/issue-rules',
    name: 'issueRules',
    group: 'goods',
    from: 'operator',
    needs: 'payment.listIssueRules',
    Page: lazy(() => import('../pages/rules/issue/issue-page')),
  },
  {
    path: '/points',
    name: 'points',
    group: 'goods',
    from: 'operator',
    needs: 'points.readRule',
    Page: lazy(() => import('../pages/rules/points/points-page')),
  },
  {
    path: '/tiers',
    name: 'tiers',
    group: 'goods',
    from: 'operator',
    needs: 'growth.readRule',
    Page: lazy(() => import('../pages/rules/tiers/tiers-page')),
  },
  {
    path: '/leaders',
    name: 'leaders',
    group: 'people',
    from: 'operator',
    needs: 'leader.listLeaders',
    Page: lazy(() => import('../pages/people/leaders-page')),
  },
  {
    path: '/invites',
    name: 'invites',
    group: 'people',
    from: 'operator',
    needs: 'referral.listHeld',
    Page: lazy(() => import('../pages/people/invites-page')),
  },
  {
    path: '/pushes',
    name: 'pushes',
    group: 'people',
    from: 'operator',
    needs: 'message.listPushes',
    Page: lazy(() => import('../pages/people/pushes-page')),
  },
  {
    path: '/journeys',
    name: 'journeys',
    group: 'people',
    from: 'operator',
    needs: 'journey.listJourneys',
    Page: lazy(() => import('../pages/journeys/journeys-page')),
  },
  {
    path: '/reconciliation',
    name: 'reconciliation',
    group: 'books',
    from: 'operator',
    needs: 'office.readReconciliation',
    Page: lazy(() => import('../pages/books/reconciliation-page')),
  },
  {
    path: '/audit',
    name: 'audit',
    group: 'books',
    from: 'operator',
    needs: 'office.listAudit',
    Page: lazy(() => import('../pages/books/audit-page')),
  },
  {
    path: '/files',
    name: 'files',
    group: 'books',
    from: 'operator',
    needs: 'office.listExports',
    Page: lazy(() => import('../pages/files/files-page')),
  },
  {
    path: '/staff',
    name: 'staff',
    group: 'shop',
    from: 'operator',
    needs: 'merchant.listStaff',
    Page: lazy(() => import('../pages/shop/staff-page')),
  },
  {
    path: '/stores',
    name: 'stores',
    group: 'shop',
    from: 'operator',
    needs: 'merchant.listStores',
    Page: lazy(() => import('../pages/shop/stores/stores-page')),
  },
  {
    path: '/settings',
    name: 'settings',
    group: 'shop',
    from: 'operator',
    needs: 'office.readSettings',
    Page: lazy(() => import('../pages/shop/settings/settings-page')),
  },
];

const rank: readonly StaffRole[] = ['adviser', 'clerk', 'operator', 'owner'];
export const mayDo = (role: StaffRole, from: StaffRole): boolean => rank.indexOf(role) >= rank.indexOf(from);

export const pagesOf = (role: StaffRole): PageRoute[] => pageRoutes.filter(({ from }) => mayDo(role, from));

export const pageAt = (path: string): PageRoute | undefined =>
  pageRoutes.find((page) => page.path === path.replace(/(.)\/$/, '$1'));
