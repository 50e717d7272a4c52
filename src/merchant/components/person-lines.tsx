import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import type { IdentityApi } from '@contracts/identity/identity';
import { chinaTimeText } from '@contracts/primitives/time';
import { openMember } from '@/platform/opening/navigation';
import styles from './person-lines.module.scss';

type Person = ReturnType<IdentityApi['previewMerge']>['kept'];

/** What differs even between two of one name: card, number and the minute of joining. */
const apartText = ({ cardEnd, joinedAt, phone }: Person): string =>
  [`卡尾号 ${cardEnd}`, phone ?? '没有手机号', `${chinaTimeText(joinedAt)} 入会`].join(' · ');

/** A member as staff recognises one, a tap from all there is of them; null: the account was closed. */
export const PersonLines = ({ label = '', person }: { label?: string; person: Person | null }) =>
  person === null ? (
    <View className={styles['person']}>
      <Text>{label}已注销</Text>
    </View>
  ) : (
    <Tappable className={styles['linked']} onPress={() => void openMember(person.memberId)}>
      <View className={styles['person']}>
        <Text>
          {label}
          {`${person.nickname ?? '会员'} · ${person.planName}`}
        </Text>
        <Text className={styles['since']}>{apartText(person)}</Text>
      </View>
      <Icon name="chevron" />
    </Tappable>
  );
