import { Text, View } from '@tarojs/components';
import type { IdentityApi } from '@contracts/identity/identity';
import { chinaDateOf } from '@contracts/primitives/time';
import styles from './person-lines.module.scss';

type Person = ReturnType<IdentityApi['previewMerge']>['kept'];

const sinceText = ({ joinedAt, phone }: Person): string =>
  [`${chinaDateOf(joinedAt)} 入会`, phone ?? '没有手机号'].join(' · ');

/** A member as staff recognises one; null: the account was closed. */
export const PersonLines = ({ label = '', person }: { label?: string; person: Person | null }) => (
  <View className={styles['person']}>
    <Text>
      {label}
      {person === null ? '已注销' : `${person.nickname ?? '会员'} · ${person.planName}`}
    </Text>
    {person && <Text className={styles['since']}>{sinceText(person)}</Text>}
  </View>
);
