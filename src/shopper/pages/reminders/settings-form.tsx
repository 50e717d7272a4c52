import { Picker, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Toggle } from '@/components/form/toggle';
import { InlineNote } from '@/components/inline-note';
import { clockText, minuteFrom } from '@contracts/primitives/clock/minute-of-day';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import { SectionTitle } from '@/components/section-title';
import type { MessageApi, MessageKind, QuietHours } from '@contracts/message/message';
import { ActionButton } from '@/components/action-button';
import { useAction } from '@/hooks/use-action';
import { messageService } from '@/services';
import styles from './index.module.scss';
import { leftText, mutedAfter, reminderGroups, type ReminderGroup } from './reminder-groups';

type MessageSettings = ReturnType<MessageApi['readSettings']>;
type Choice = Parameters<MessageApi['saveSettings']>[0];

interface TimeProps {
  id: string;
  label: string;
  minute: number;
  onPick: (minute: number) => void;
}

const Time = ({ id, label, minute, onPick }: TimeProps) => (
  <Picker
    id={id}
    mode="time"
    value={clockText(minute)}
    onChange={(event) => {
      const picked = minuteFrom(event.detail.value);
      if (picked !== null) onPick(picked);
    }}
  >
    <View className={styles['time']} ariaRole="button" ariaLabel={`${label} ${clockText(minute)}`}>
      <Text>{clockText(minute)}</Text>
    </View>
  </Picker>
);

interface QuietHoursProps {
  quietHours: QuietHours;
  onPick: (change: Partial<QuietHours>) => void;
}

const QuietHoursFields = ({ quietHours: { fromMinute, toMinute }, onPick }: QuietHoursProps) => (
  <>
    <SectionTitle text="什么时候别打扰" />
    <View className={styles['panel']}>
      <View className={styles['row']}>
        <Text className={styles['text']}>从</Text>
        <Time
          id="quiet-from"
          label="从"
          minute={fromMinute}
          onPick={(minute) => onPick({ fromMinute: minute })}
        />
      </View>
      <View className={styles['row']}>
        <Text className={styles['text']}>到</Text>
        <Time id="quiet-to" label="到" minute={toMinute} onPick={(minute) => onPick({ toMinute: minute })} />
      </View>
      <View className={styles['row']}>
        <Text className={styles['small']}>
          这段时间的提醒会挪到之后再发；刚领的 2 小时券除外，怕你错过。两个时间一样就是不设。
        </Text>
      </View>
    </View>
  </>
);

interface GroupProps {
  group: ReminderGroup;
  busy: boolean;
  /** Each of its kinds is shown with a switch of its own. */
  open: boolean;
  onTurn: (kinds: readonly MessageKind[], on: boolean) => void;
  onOpen: () => void;
}

/** One subject with one switch; who wants some of it only opens it. */
const Group = ({ group: { name, title, kinds, on, text }, busy, open, onTurn, onOpen }: GroupProps) => (
  <View className={styles['panel']}>
    <View className={styles['row']}>
      <View className={styles['text']}>
        <Text className={styles['title']}>{title}</Text>
        <Text className={styles['small']}>{text}</Text>
      </View>
      <Toggle
        id={`group-${name}`}
        on={on}
        disabled={busy}
        label={title}
        onTurn={(next) =>
          onTurn(
            kinds.map(({ kind }) => kind),
            next,
          )
        }
      />
    </View>
    {open &&
      kinds.map((one) => (
        <View key={one.kind} className={styles['row']}>
          <View className={styles['text']}>
            <Text>{messageKindTexts[one.kind]}</Text>
            <Text className={styles['small']}>{leftText(one)}</Text>
          </View>
          <Toggle
            id={`kind-${one.kind}`}
            on={one.on}
            disabled={busy}
            label={messageKindTexts[one.kind]}
            onTurn={(next) => onTurn([one.kind], next)}
          />
        </View>
      ))}
    <ActionButton id={`open-${name}`} look="quiet" onPress={onOpen}>
      {open ? '收起' : `分开设置 ${kinds.length} 种`}
    </ActionButton>
  </View>
);

interface PersonalisedProps {
  on: boolean;
  busy: boolean;
  onTurn: (on: boolean) => void;
}

const PersonalisedField = ({ on, busy, onTurn }: PersonalisedProps) => (
  <>
    <SectionTitle text="个性化推荐" />
    <View className={styles['panel']}>
      <View className={styles['row']}>
        <View className={styles['text']}>
          <Text className={styles['title']}>按我的消费习惯发活动</Text>
          <Text className={styles['small']}>
            关掉后，商家不再按你买过什么、多久没来挑你发活动；会员章程里的等级、积分和权益都不变。
          </Text>
        </View>
        <Toggle id="personalised" on={on} disabled={busy} label="按我的消费习惯发活动" onTurn={onTurn} />
      </View>
    </View>
  </>
);

/** Every change is kept at once; what is shown is what the server has. */
export function SettingsForm({ settings, onSaved }: { settings: MessageSettings; onSaved: () => void }) {
  const { kinds, quietHours, ownQuietHours, personalised } = settings;
  const [opened, setOpened] = useState<ReminderGroup['name'] | null>(null);
  const { busy, error, run } = useAction(async (change: Partial<Choice>) => {
    await messageService.saveSettings({
      mutedKinds: mutedAfter(kinds, [], true),
      quietHours: ownQuietHours ? quietHours : null,
      ...change,
    });
    onSaved();
  });
  const turn = (turned: readonly MessageKind[], on: boolean) =>
    void run({ mutedKinds: mutedAfter(kinds, turned, on) });
  const pick = (change: Partial<QuietHours>) => void run({ quietHours: { ...quietHours, ...change } });

  return (
    <>
      {error && <InlineNote text={error.message} />}
      <SectionTitle text="想收到哪些提醒" />
      {reminderGroups(kinds).map((group) => (
        <Group
          key={group.name}
          group={group}
          busy={busy}
          open={opened === group.name}
          onTurn={turn}
          onOpen={() => setOpened(opened === group.name ? null : group.name)}
        />
      ))}
      <PersonalisedField on={personalised} busy={busy} onTurn={(on) => void run({ personalised: on })} />
      <QuietHoursFields quietHours={quietHours} onPick={pick} />
    </>
  );
}
