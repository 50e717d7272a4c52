import { Text, View } from '@tarojs/components';
import { SectionTitle } from '@/components/section-title';
import { cardNumberText } from '@contracts/primitives/codes/card-number';
import type { IdentityApi } from '@contracts/identity/identity';
import styles from './index.module.scss';

export type Mine = ReturnType<IdentityApi['readMine']>;

const OFFICIAL: Record<Mine['official'], string> = {
  following: '已关注，提醒也会从公众号送达',
  unfollowed: '已取消关注',
  not_linked: '未关联。关注公众号后会自动关联',
};

export const Row = ({ name, value }: { name: string; value: string }) => (
  <View className={styles['row']}>
    <Text className={styles['name']}>{name}</Text>
    <Text>{value}</Text>
  </View>
);

/** Everything that leads to this member. */
export function Linked({ mine }: { mine: Mine }) {
  const [card, ...others] = mine.cardNumbers;
  return (
    <>
      <SectionTitle text="已关联" />
      <View className={styles['panel']}>
        <Row name="微信" value={mine.wechatLogins > 1 ? `${mine.wechatLogins} 个微信登录` : '当前微信'} />
        <Row name="公众号" value={OFFICIAL[mine.official]} />
        {card !== undefined && <Row name="会员卡号" value={cardNumberText(card)} />}
        {others.map((number) => (
          <Row key={number} name="合并来的卡号" value={cardNumberText(number)} />
        ))}
      </View>
    </>
  );
}
