import { Picker, Text, View } from '@tarojs/components';
import { Toggle } from '@/components/form/toggle';
import { InlineNote } from '@/components/inline-note';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import { SectionTitle } from '@/components/section-title';
import type { MessageApi, MessageKind, QuietHours } from '@contracts/message/message';
import { useAction } from '@/hooks/use-action';
import { messageService } from '@/services';
import { clockText, minuteOf } from './clock-text';
import styles from './index.module.scss';

type MessageSettings = ReturnType<MessageApi['readSettings']>;
type Choice = Parameters<MessageApi['saveSettings']>[0];

const leftText = (sendsLeft: number): string =>
  sendsLeft > 0 ? `微信还会提醒你 ${sendsLeft} 次` : '微信提醒用完了，会放在小程序消息里';

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
      const picked = minuteOf(event.detail.value);
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

/** Every change is kept at once; what is shown is what the server has. */
export function SettingsForm({ settings, onSaved }: { settings: MessageSettings; onSaved: () => void }) {
  const { kinds, quietHours, ownQuietHours } = settings;
  const { busy, error, run } = useAction(async (change: Partial<Choice>) => {
    const mutedKinds = kinds.filter(({ on }) => !on).map(({ kind }) => kind);
    await messageService.saveSettings({
      mutedKinds,
      quietHours: ownQuietHours ? quietHours : null,
      ...change,
    });
    onSaved();
  });
  const switchKind = (kind: MessageKind, on: boolean) => {
    const off = kinds.filter((one) => (one.kind === kind ? !on : !one.on)).map((one) => one.kind);
    void run({ mutedKinds: off });
  };
  const pick = (change: Partial<QuietHours>) => void run({ quietHours: { ...quietHours, ...change } });

  return (
    <>
      {error && <InlineNote text={error.message} />}
      <SectionTitle text="想收到哪些提醒" />
      <View className={styles['panel']}>
        {kinds.map(({ kind, on, sendsLeft }) => (
          <View key={kind} className={styles['row']}>
            <View className={styles['text']}>
              <Text>{messageKindTexts[kind]}</Text>
              <Text className={styles['small']}>{on ? leftText(sendsLeft) : '已关闭，不会再收到'}</Text>
            </View>
            <Toggle
              id={`kind-${kind}`}
              on={on}
              disabled={busy}
              label={messageKindTexts[kind]}
              onTurn={(next) => switchKind(kind, next)}
            />
          </View>
        ))}
      </View>
      <QuietHoursFields quietHours={quietHours} onPick={pick} />
    </>
  );
}
