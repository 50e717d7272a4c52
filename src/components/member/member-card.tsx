import { Text, View } from '@tarojs/components';
import type { MemberSummary } from '@contracts/member/member';
import { cardNumberText } from '@contracts/primitives/card-number';
import { chinaDateOf } from '@contracts/primitives/time';
import styles from './member-card.module.scss';

interface MemberCardProps {
  brandName: string;
  member: MemberSummary;
}

/** The card as it would lie in a purse: brand, plan, number, holder. */
export function MemberCard({ brandName, member }: MemberCardProps) {
  const { card } = member;
  return (
    <View className={styles['card']}>
      <View className={styles['ring']} />
      <View className={styles['head']}>
        <Text className={styles['brand']}>{brandName}</Text>
        <Text className={styles['plan']}>{card.planName}</Text>
      </View>
      <Text className={styles['number']}>{cardNumberText(card.number)}</Text>
      <View className={styles['foot']}>
        <Text>{member.nickname ?? member.phone ?? '会员'}</Text>
        <Text>{card.expiresAt === null ? '长期有效' : `有效期至 ${chinaDateOf(card.expiresAt)}`}</Text>
      </View>
    </View>
  );
}
