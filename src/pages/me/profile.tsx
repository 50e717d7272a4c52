import { Text, View } from '@tarojs/components';
import { cardNumberText } from '@contracts/primitives/codes/card-number';
import { chinaDateOf } from '@contracts/primitives/time';
import type { MemberApi } from '@contracts/member/member';
import { Icon } from '@/components/icon';
import { Avatar } from '@/components/member/avatar';
import { Tappable } from '@/components/tappable';
import { openProfile } from '@/platform/opening/navigation';
import { LinkPhone } from './link-phone';
import styles from './profile.module.scss';

type ProfileData = ReturnType<MemberApi['readProfile']>;

const Row = ({ name, value }: { name: string; value: string }) => (
  <View className={styles['row']}>
    <Text className={styles['name']}>{name}</Text>
    <Text>{value}</Text>
  </View>
);

export function Profile({ profile, onPhoneLinked }: { profile: ProfileData; onPhoneLinked: () => void }) {
  const { member, joinedThrough, avatarUrl } = profile;
  return (
    <>
      <Tappable
        id="profile"
        className={styles['who']}
        ariaLabel="编辑会员资料"
        onPress={() => void openProfile()}
      >
        <Avatar url={avatarUrl} name={member.nickname ?? '会员'} />
        <View className={styles['names']}>
          <Text className={styles['nickname']}>{member.nickname ?? '会员'}</Text>
          <Text className={styles['plan']}>{member.card.planName}</Text>
        </View>
        <Icon name="chevron" />
      </Tappable>
      <View className={styles['panel']}>
        <Row name="会员卡号" value={cardNumberText(member.card.number)} />
        {member.phone === null ? (
          <LinkPhone onLinked={onPhoneLinked} />
        ) : (
          <Row name="手机号" value={member.phone} />
        )}
        <Row name="入会日期" value={chinaDateOf(member.joinedAt)} />
        {joinedThrough && (
          <Row name="入会渠道" value={`${joinedThrough.storeName} · ${joinedThrough.leaderName}`} />
        )}
      </View>
    </>
  );
}
