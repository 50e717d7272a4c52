import { Text, View } from '@tarojs/components';
import type { TierLook } from '@contracts/primitives/tier/tier-look';
import type { WornBadge } from '@contracts/play/badge';
import type { MemberSummary } from '@contracts/member/member';
import { cardNumberText } from '@contracts/primitives/codes/card-number';
import { chinaDateOf } from '@contracts/primitives/time';
import { classNames } from '../class-names';
import { BrandLogo } from '../brand/brand-logo';
import { TierBadge } from './tier-badge';
import styles from './member-card.module.scss';

interface MemberCardProps {
  brandName: string;
  member: MemberSummary;
  tier?: { tier: string; look: TierLook } | null;
  /** 勋章 they won. */
  badges?: readonly WornBadge[];
}

/** As many as have room. */
const MOST_BADGES = 3;

/** The card as it would lie in a purse: brand, plan, number, holder, the badges, and the look of the tier. */
export function MemberCard({ brandName, member, tier = null, badges = [] }: MemberCardProps) {
  const { card } = member;
  return (
    <View className={classNames(styles['card'], `tier-${tier?.look ?? 'jade'}`)}>
      <View className={styles['ring']} />
      <View className={styles['head']}>
        <View className={styles['name']}>
          <BrandLogo />
          <Text className={styles['brand']}>{brandName}</Text>
        </View>
        <Text className={styles['plan']}>{card.planName}</Text>
      </View>
      <Text className={styles['number']}>{cardNumberText(card.number)}</Text>
      {badges.length > 0 && (
        <View id="card-badges" className={styles['badges']}>
          {badges.slice(0, MOST_BADGES).map(({ id, name, level }) => (
            <Text key={id} className={styles['tier']}>{`★${level} ${name}`}</Text>
          ))}
        </View>
      )}
      <View className={styles['foot']}>
        {tier && <TierBadge look={tier.look} name={tier.tier} />}
        <Text>{member.nickname ?? member.phone ?? '会员'}</Text>
        <Text>{card.expiresAt === null ? '长期有效' : `有效期至 ${chinaDateOf(card.expiresAt)}`}</Text>
      </View>
    </View>
  );
}
