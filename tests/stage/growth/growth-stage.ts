import type { GiftKind, GrowthRule } from '@contracts/growth/growth-rule';
import { isCouponTemplateId, type CouponPackId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { pass, passTrade } from '../invite-stage';
import { documentsOf, phoneOf } from '../stage';

/** What journeys of tiers share. The demo merchant has none until the operator publishes them. */
export async function publishGrowth(cloud: LocalCloud, change: Partial<GrowthRule> = {}): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const { rule, next } = await he.growth.readRule({});
  const basedOn = (next ?? rule)?.version ?? 0;
  await he.growth.publishRule({ draft: { ...PROPOSED_RULE, ...change }, basedOn });
}

/** What was told can be read two minutes later, and is by the sweep after that: by growth. */
export async function untilGrown(cloud: LocalCloud, ms = 0): Promise<void> {
  await passTrade(cloud, ms + MINUTE_MS);
  for (let minute = 0; minute < 4; minute += 1) await passTrade(cloud);
}

/** The same, until every area has heard of it. */
export async function untilHeard(cloud: LocalCloud, ms = 0): Promise<void> {
  await pass(cloud, ms + MINUTE_MS);
  for (let minute = 0; minute < 4; minute += 1) await pass(cloud);
}

/** Everybody is told of what is announced, and it holds. */
export async function untilHeld(cloud: LocalCloud): Promise<void> {
  await untilGrown(cloud);
  await untilHeard(cloud, 8 * DAY_MS);
}

/** A published pack of one coupon that has no limits. */
export async function packFor(cloud: LocalCloud, kind: GiftKind, slug: string): Promise<CouponPackId> {
  const templateId = `tpl_${slug}`;
  if (!isCouponTemplateId(templateId)) throw new Error(templateId);
  const { pack } = await phoneOf(cloud, 'operator-he').coupon.savePack({
    packId: null,
    name: `礼遇 ${slug}`,
    channel: kind === 'birthday' ? 'birthday' : 'tier',
    steps: [{ templateId, quantity: 1, validity: null }],
    status: 'published',
  });
  return pack.packId;
}

/** `<kind>-<period>` of what somebody was given, in order. */
export const giftsOf = (cloud: LocalCloud, memberId: string): string[] =>
  documentsOf(cloud, 'tierGifts')
    .filter((gift) => gift.memberId === memberId && gift.state === 'given')
    .map(({ kind, period }) => `${kind}-${period}`)
    .sort();
