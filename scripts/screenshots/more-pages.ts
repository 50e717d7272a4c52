import { DEMO_LEADER_CODE } from '../../local/seed/demo-merchant';
import { MINUTE_MS } from '../../contracts/primitives/time';
import { STORE } from '../../tests/stage/payment-stage';
import { documentsOf, phoneOf } from '../../tests/stage/stage';
import type { Camera } from './camera';
import { takeImportPages } from './import-pages';
import { comeToRest } from './simulator';

const personaOf = { shopper: 'shopper-lin', leader: 'leader-chen', merchant: 'owner-li' } as const;

const plainPages = {
  shopper: [
    'centre',
    'buy',
    'orders',
    'reminders',
    'mall',
    'tier',
    'tier-entries',
    'charter',
    'check-in',
    'wheel',
  ],
  leader: ['team', 'today', 'apply'],
  merchant: [
    'workbench',
    'refunds',
    'shipping',
    'redeem',
    'deliveries',
    'health',
    'permissions',
    'stores',
    'store',
    'card-plans',
    'card-plan',
    'invite-staff',
    'my-post',
    'first-owner',
    'reviews',
    'counter-days',
    'settings',
    'setting-history',
    'members',
    'exports',
    'reconciliation',
    'play',
    'check-in-rule',
    'wheel-rule',
    'draws',
    'figures',
    'figure-ranking',
    'audit',
  ],
} as const;

/** What stands without a preparation of its own, as the person it is for; and each kind of person's own way in. */
export async function takeMorePages(camera: Camera): Promise<void> {
  const { take } = camera;
  for (const area of ['shopper', 'leader', 'merchant'] as const)
    for (const name of plainPages[area])
      await take({ name: `${area}-${name}`, persona: personaOf[area], page: `${area}/pages/${name}/index` });
  for (const persona of ['clerk-zhou', 'operator-he', 'owner-li', 'leader-chen'])
    await take({ name: `me-of-${persona}`, persona, page: 'pages/me/index' });
  await take({
    name: 'workbench-of-clerk',
    persona: 'clerk-zhou',
    page: 'merchant/pages/workbench/index',
  });
  await takeMember(camera);
  await takeImportPages(camera);
  await takeDeadEnds(camera);
  await takeLinks(camera);
}

/** The office's list follows facts by two minutes; then one of it, and how it is narrowed. */
async function takeMember({ cloud, page, take, open, save }: Camera): Promise<void> {
  cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
  await cloud.runTimers();
  await open({ name: 'members-filter', persona: 'owner-li', page: 'merchant/pages/members/index' });
  await page.locator('#filter').click();
  await comeToRest(page);
  await save('members-filter');
  const { members } = await phoneOf(cloud, 'owner-li').office.listMembers({ filter: {}, cursor: null });
  const [member] = members;
  if (!member) throw new Error('the office lists nobody');
  await take({
    name: 'member',
    persona: 'owner-li',
    page: `merchant/pages/member/index?id=${member.memberId}`,
  });
}

/** What is not there, and what is not theirs. */
async function takeDeadEnds({ take }: Camera): Promise<void> {
  const shots = {
    'no-claim': 'pages/claim/index?id=unknown',
    'no-gift': 'shopper/pages/gift/index?c=ABCDEFGHJK',
    'no-coupon': 'shopper/pages/coupon/index?id=cpn_unknown',
    'no-order': 'shopper/pages/order/index?id=ord_unknown',
    'not-staff': 'merchant/pages/charge/index',
    'not-leader': 'leader/pages/today/index',
  };
  for (const [name, page] of Object.entries(shots)) await take({ name, persona: 'shopper-lin', page });
}

/** What a link or a message leads to. */
async function takeLinks({ cloud, take }: Camera): Promise<void> {
  const owner = phoneOf(cloud, 'owner-li');
  const { code } = await owner.merchant.inviteStaff({ name: '小吴', role: 'clerk', storeIds: [STORE] });
  await take({
    name: 'staff-invitation',
    persona: 'shopper-wang',
    page: `merchant/pages/staff-invitation/index?c=${code}`,
  });
  await take({ name: 'staff-with-invitation', persona: 'owner-li', page: 'merchant/pages/staff/index' });
  const [template] = documentsOf(cloud, 'couponTemplates').filter(({ collectable }) => collectable === true);
  if (template)
    await take({
      name: 'collect',
      persona: 'shopper-lin',
      page: `shopper/pages/collect/index?id=${template._id}`,
    });
  await take({
    name: 'landing-newcomer',
    persona: 'shopper-wang',
    page: `pages/join/index?scene=${encodeURIComponent(`g=${DEMO_LEADER_CODE}`)}`,
  });
}
