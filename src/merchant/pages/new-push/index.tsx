import { Input, Picker, Text, Textarea, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { classNames } from '@/components/class-names';
import { InlineNote } from '@/components/inline-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { Tappable } from '@/components/tappable';
import { chinaDateOf } from '@contracts/primitives/time';
import type { PushKind } from '@contracts/message/push';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { replaceByPush } from '@/platform/opening/navigation';
import { messageService } from '@/services';
import { pushKindWords } from '../../components/words/message-words';
import { FormPanel, SwitchField } from '../../components/form-fields';
import { AudienceForm } from './audience-form';
import styles from './index.module.scss';
import { EMPTY_DRAFT, inputOf, phoneNow, problemOf, type PushDraft } from './push-draft';

const kinds: readonly PushKind[] = ['coupon_expiry', 'card_expiry', 'campaign'];

type Change = (change: Partial<PushDraft>) => void;

const Words = ({ draft, onChange }: { draft: PushDraft; onChange: Change }) => (
  <>
    <SectionTitle text="写什么" />
    <View className={styles['panel']}>
      <Input
        id="title"
        className={styles['line'] ?? ''}
        placeholder="标题，最多 20 个字"
        value={draft.title}
        ariaLabel="标题"
        onInput={(event) => onChange({ title: event.detail.value })}
      />
      <Textarea
        id="body"
        className={styles['words'] ?? ''}
        placeholder="内容：给什么、给多少、什么条件、到什么时候"
        maxlength={200}
        value={draft.body}
        ariaLabel="内容"
        onInput={(event) => onChange({ body: event.detail.value })}
      />
      <Text className={styles['small']}>只发给订阅过活动通知的人，其他人在小程序消息里看到</Text>
    </View>
  </>
);

/** 新建推送: what, to whom. Nothing goes out before the preview was seen. */
export default function NewPushPage() {
  const [draft, setDraft] = useState<PushDraft>(EMPTY_DRAFT);
  const change: Change = (some) => setDraft((before) => ({ ...before, ...some }));
  const now = phoneNow();
  const problem = problemOf(draft, now);
  const request = useRequestId();
  const create = useAction(async () => {
    const input = inputOf(draft, phoneNow());
    const { push } = await messageService.createPush(input, { requestId: request.idFor(input) });
    await replaceByPush(push.id);
  });
  return (
    <PageShell>
      <SectionTitle text="发哪一种" />
      <View className={styles['panel']}>
        {kinds.map((kind) => (
          <Tappable
            key={kind}
            id={`kind-${kind}`}
            className={classNames(styles['choice'], kind === draft.kind && styles['chosen'])}
            ariaLabel={kind === draft.kind ? `${pushKindWords[kind]}，已选中` : pushKindWords[kind]}
            onPress={() => change({ kind })}
          >
            <Text>{pushKindWords[kind]}</Text>
          </Tappable>
        ))}
      </View>
      <SectionTitle text="发给谁（都满足才发）" />
      <AudienceForm draft={draft} onChange={change} />
      <SectionTitle text="带不带券" />
      <FormPanel>
        <SwitchField
          id="gives-pack"
          label="同时送「推送」券包"
          on={draft.givesPack}
          onTurn={(givesPack) => change({ givesPack })}
        />
        <Text className={styles['small']}>
          券包在「券包」里按“推送”场合建好并开始发放；发不出的（已领完、已到上限）不影响消息
        </Text>
      </FormPanel>
      <SectionTitle text="什么时候发" />
      <View className={styles['panel']}>
        <Picker
          mode="date"
          start={chinaDateOf(now)}
          value={draft.date === '' ? chinaDateOf(now) : draft.date}
          onChange={(event) => change({ date: event.detail.value })}
        >
          <View id="date" className={styles['field']}>
            <Text className={styles['label']}>日期</Text>
            <Text>{draft.date === '' ? '提交后马上发' : draft.date} ▾</Text>
          </View>
        </Picker>
        {draft.date !== '' && (
          <Picker mode="time" value={draft.clock} onChange={(event) => change({ clock: event.detail.value })}>
            <View id="clock" className={styles['field']}>
              <Text className={styles['label']}>时间</Text>
              <Text>{draft.clock} ▾</Text>
            </View>
          </Picker>
        )}
        {draft.date !== '' && (
          <ActionButton id="at-once" look="quiet" onPress={() => change({ date: '' })}>
            改成马上发
          </ActionButton>
        )}
        <Text className={styles['small']}>落在免打扰时段的，会等到时段结束</Text>
      </View>
      {draft.kind === 'campaign' && <Words draft={draft} onChange={change} />}
      {create.error && <InlineNote text={create.error.message} />}
      <ActionBar>
        <ActionButton
          id="preview"
          disabled={create.busy || problem !== null}
          onPress={() => void create.run(undefined)}
        >
          {problem ?? '预览：看看能发到多少人'}
        </ActionButton>
      </ActionBar>
    </PageShell>
  );
}
