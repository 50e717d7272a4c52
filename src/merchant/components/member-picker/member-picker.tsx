import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Field } from '@/components/form/form';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { Tappable } from '@/components/tappable';
import { errorCatalogue } from '@contracts/errors';
import type { MemberApi } from '@contracts/member/member';
import { chinaDateOf } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { memberService } from '@/services';
import styles from './member-picker.module.scss';

type Found = ReturnType<MemberApi['search']>;
export type PickedMember = Found['members'][number];

export const memberName = ({ nickname, phone }: PickedMember): string =>
  [nickname ?? '会员', phone ?? '没有手机号'].join(' ');

const moreText = ({ planName, joinedAt }: PickedMember): string =>
  `${planName} · ${chinaDateOf(joinedAt)} 入会`;

function resultText({ members, hasMore }: Found): string | null {
  if (members.length === 0) return '没有找到，请核对后再查；昵称要和会员写的一模一样';
  return hasMore ? '同样的人太多，请用完整手机号或卡号再查' : null;
}

interface MemberPickerProps {
  id: string;
  picked: PickedMember | null;
  onPick: (member: PickedMember | null) => void;
}

/** Whom it is for: looked for by number or name, then chosen by who they are, never by twelve digits. */
export function MemberPicker({ id, picked, onPick }: MemberPickerProps) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const search = useAction(async () => setFound(await memberService.search({ text })));
  if (picked)
    return (
      <Field id={id} label="会员" wide>
        <View className={styles['picked']}>
          <Person member={picked} />
          <ActionButton id={`other-${id}`} look="quiet" onPress={() => onPick(null)}>
            换一位
          </ActionButton>
        </View>
      </Field>
    );
  return (
    <View className={styles['search']}>
      <TextField
        id={id}
        label="会员"
        placeholder="手机号或后四位"
        hint="也可以输会员卡号，或完整的昵称"
        maxlength={30}
        isStep
        value={text}
        onType={(typed) => {
          setText(typed);
          setFound(null);
        }}
      />
      <ActionButton
        id={`find-${id}`}
        look="secondary"
        disabled={search.busy || text.trim() === ''}
        onPress={() => void search.run(undefined)}
      >
        {search.busy ? '正在找…' : '找会员'}
      </ActionButton>
      {search.error && <InlineNote text={errorCatalogue[search.error.code].message} />}
      {found && resultText(found) !== null && <Text className={styles['none']}>{resultText(found)}</Text>}
      {found?.members.map((member) => (
        <Tappable
          key={member.memberId}
          id={`pick-${member.memberId}`}
          className={styles['choice']}
          onPress={() => onPick(member)}
        >
          <Person member={member} />
        </Tappable>
      ))}
    </View>
  );
}

const Person = ({ member }: { member: PickedMember }) => (
  <View className={styles['person']}>
    <Text className={styles['name']}>{memberName(member)}</Text>
    <Text className={styles['more']}>{moreText(member)}</Text>
  </View>
);
