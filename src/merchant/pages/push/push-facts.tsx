import { Text, View } from '@tarojs/components';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { PushView } from '@contracts/message/push';
import {
  channelText,
  deliveryText,
  noteText,
  pushKindText,
  pushStatusText,
} from '../../components/words/message-text';
import styles from './index.module.scss';

const Row = ({ name, value }: { name: string; value: string }) => (
  <View className={styles['row']}>
    <Text className={styles['name']}>{name}</Text>
    <Text className={styles['value']}>{value}</Text>
  </View>
);

const shareOf = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.min(100, Math.round((part / whole) * 100))}%`;

const Progress = ({ text, share }: { text: string; share: string }) => (
  <>
    <Text className={styles['small']}>{text}</Text>
    <View className={styles['track']} ariaRole="img" ariaLabel={`${text}，${share}`}>
      <View className={styles['bar']} style={{ width: share }} />
    </View>
  </>
);

export const PushSummary = ({ push }: { push: PushView }) => (
  <View className={styles['panel']}>
    <Text className={styles['title']}>{push.text?.title ?? pushKindText[push.kind]}</Text>
    <Row name="状态" value={pushStatusText[push.status]} />
    <Row name="种类" value={pushKindText[push.kind]} />
    <Row name="发送时间" value={chinaTimeText(push.sendAt)} />
    {push.givesPack && <Row name="同时送" value="推送券包" />}
    <Row name="创建人" value={push.createdBy} />
    {push.approvedBy !== null && <Row name="确认人" value={push.approvedBy} />}
    {['sending', 'paused', 'done'].includes(push.status) && (
      <Progress
        text={`已处理 ${push.done} / ${push.preview.total} 人，跳过 ${push.skipped} 人`}
        share={shareOf(push.done, push.preview.total)}
      />
    )}
  </View>
);

/** Who is reached how, what is in the way, and what phones will show. */
export const PushPreviewFacts = ({ push }: { push: PushView }) => {
  const { preview, lint, waitsUntil, status } = push;
  const open = status === 'draft' || status === 'awaiting_approval' || status === 'sending';
  return (
    <>
      {open &&
        lint.map(({ severity, text }) => (
          <InlineNote key={text} text={`${severity === 'forbidden' ? '不能发' : '请留意'}｜${text}`} />
        ))}
      <SectionTitle text="能发到多少人" />
      <View className={styles['panel']}>
        {!preview.complete && <Text>正在数：已看 {preview.scanned} 位会员…</Text>}
        <Row name="一共" value={`${preview.total} 人`} />
        <Row name={channelText.wechat} value={`${preview.reach.wechat} 人`} />
        <Row name={channelText.official_account} value={`${preview.reach.official_account} 人`} />
        {preview.reach.official_notice > 0 && (
          <Row name={channelText.official_notice} value={`最多 ${preview.reach.official_notice} 人`} />
        )}
        <Row name="只在小程序消息里" value={`${preview.reach.inbox} 人`} />
        <Row name="关闭了这类消息，不发" value={`${preview.muted} 人`} />
      </View>
      {open && waitsUntil !== null && (
        <InlineNote text={`在免打扰时段，会等到 ${chinaTimeText(waitsUntil)} 再发`} />
      )}
      {open && preview.capped > 0 && (
        <InlineNote text={`${preview.capped} 人今天已收够提醒，今天发的话只进小程序消息`} />
      )}
      {preview.samples.length > 0 && <SectionTitle text="手机上会看到" />}
      {preview.samples.map(({ title, lines }, position) => (
        <View key={position} className={styles['panel']}>
          <View className={styles['sample']}>
            <Text className={styles['title']}>{title}</Text>
            {lines.map((line) => (
              <Text key={line} className={styles['line']}>
                {line}
              </Text>
            ))}
          </View>
        </View>
      ))}
    </>
  );
};

export const PushResults = ({ results }: Pick<PushView, 'results'>) => (
  <>
    <SectionTitle text="结果" />
    <View className={styles['panel']}>
      {results.map(({ channel, delivery, note, count }) => (
        <View key={`${channel} ${delivery} ${note}`}>
          <Row name={`${channelText[channel]} · ${deliveryText[delivery]}`} value={`${count} 人`} />
          {noteText(note) !== null && <Text className={styles['small']}>{noteText(note)}</Text>}
        </View>
      ))}
    </View>
  </>
);
