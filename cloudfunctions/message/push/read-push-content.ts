import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import { campaign } from '../kinds/campaign';
import { cardExpiry } from '../../card/notices/card-expiry';
import { couponExpiry } from '../../coupon/notices/coupon-expiry';
import type { Channels, MessageContent } from '../../kit/outbox/reminder-kind';

/** What a push says to one person now; null when there is nothing left to say to them. */
export function readPushContent(
  push: Pick<DocumentOf<'pushes'>, 'kind' | 'text'>,
  member: DocumentOf<'members'>,
  coupons: readonly DocumentOf<'coupons'>[],
  now: Instant,
): { content: MessageContent; deadline: Instant | null } | null {
  switch (push.kind) {
    case 'campaign':
      return push.text && { content: campaign.content(push.text), deadline: null };
    case 'card_expiry': {
      const { expiresAt } = member.card;
      if (expiresAt === null || expiresAt <= now) return null;
      return { content: cardExpiry.content([member], now), deadline: expiresAt };
    }
    case 'coupon_expiry': {
      const usable = coupons.filter(({ status, expiresAt }) => status === 'unused' && now < expiresAt);
      const [first] = usable;
      return first ? { content: couponExpiry.content(usable, now), deadline: first.expiresAt } : null;
    }
  }
}

export const channelsOf = ({ kind }: Pick<DocumentOf<'pushes'>, 'kind'>): Channels =>
  ({ campaign: campaign.channels, card_expiry: cardExpiry.channels, coupon_expiry: couponExpiry.channels })[
    kind
  ];
