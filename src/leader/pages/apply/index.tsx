import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton, actionClass } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StorePicker } from '@/components/form/store-picker';
import type { LeaderOfficeApi } from '@contracts/leader/leader-office';
import type { StoreId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { openLeaderCode } from '@/platform/opening/navigation';
import { PhoneButton } from '@/platform/phone/phone-button';
import { useOnShow } from '@/platform/use-on-show';
import { leaderService } from '@/services';
import styles from './index.module.scss';

type MyApplication = ReturnType<LeaderOfficeApi['readMyApplication']>;

const readMine = () => leaderService.readMyApplication({});

interface FieldProps {
  id: string;
  label: string;
  hint: string;
  longest: number;
  value: string;
  onChange: (value: string) => void;
}

const Field = ({ id, label, hint, longest, value, onChange }: FieldProps) => (
  <View className={styles['field']}>
    <Text className={styles['label']}>{label}</Text>
    <Input
      id={id}
      className={styles['input'] ?? ''}
      placeholder={hint}
      maxlength={longest}
      value={value}
      onInput={(event) => onChange(event.detail.value)}
    />
  </View>
);

function Form({ mine, onSent }: { mine: MyApplication; onSent: () => void }) {
  const [name, setName] = useState('');
  const [groupName, setGroupName] = useState('');
  const [chosen, setChosen] = useState<StoreId | null>(null);
  const storeId = chosen ?? mine.stores[0]?.storeId ?? null;
  const request = useRequestId();
  const send = useAction(async (phoneCode: string | null) => {
    if (storeId === null) return;
    const input = { name, groupName, storeId, phoneCode };
    await leaderService.apply(input, { requestId: request.idFor(input) });
    onSent();
  });
  const ready = name.trim() !== '' && groupName.trim() !== '' && storeId !== null && !send.busy;
  return (
    <>
      <View className={styles['form']}>
        <Field id="name" label="怎么称呼" hint="如：王阿姨" longest={10} value={name} onChange={setName} />
        <Field
          id="group"
          label="群名称"
          hint="如：锦绣里邻居群"
          longest={20}
          value={groupName}
          onChange={setGroupName}
        />
      </View>
      <SectionTitle text="在哪家店" />
      <StorePicker stores={mine.stores} chosen={storeId} onChoose={setChosen} />
      {send.error && <InlineNote text={send.error.message} />}
      {mine.phone !== null && (
        <ActionButton id="send" disabled={!ready} onPress={() => void send.run(null)}>
          {`用 ${mine.phone} 提交申请`}
        </ActionButton>
      )}
      <PhoneButton
        id="send-phone"
        className={actionClass(mine.phone === null ? 'primary' : 'quiet', !ready)}
        disabled={!ready}
        onAnswer={(answer) => {
          if (answer.kind === 'given') void send.run(answer.code);
        }}
      >
        {mine.phone === null ? '授权手机号并提交' : '换一个手机号提交'}
      </PhoneButton>
      <Text className={styles['small']}>手机号只用于店里联系你，加密保存，页面上只显示打码的号码。</Text>
    </>
  );
}

function Waiting({ application }: { application: NonNullable<MyApplication['application']> }) {
  return (
    <>
      <PageNote icon="check" title="申请已提交" text="店里审核后会发消息告诉你" />
      <Facts>
        <Fact name="称呼" value={application.name} />
        <Fact name="手机号" value={application.phone} />
        <Fact name="门店" value={application.storeName} />
        <Fact name="群名称" value={application.groupName} />
        <Fact name="提交时间" value={chinaTimeText(application.appliedAt)} />
      </Facts>
    </>
  );
}

/** 申请当团长: the form, or what became of it. */
export default function ApplyPage() {
  const { state, reload } = useCall(readMine);
  const again = () => void reload();
  useOnShow(again);
  const mine = state.status === 'ready' ? state.snapshot.data : null;
  const application = mine?.application ?? null;
  const isWaiting = application?.status === 'waiting';
  return (
    <PageShell>
      {state.status === 'loading' && <PageLoading card={false} rows={3} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={again} />}
      {mine?.isLeader === true && (
        <>
          <PageNote icon="check" title="你已经是团长了" text="团码和团队都在「我的团码」里" />
          <ActionButton id="code" onPress={() => void openLeaderCode()}>
            看我的团码
          </ActionButton>
        </>
      )}
      {mine && !mine.isLeader && isWaiting && <Waiting application={application} />}
      {mine && !mine.isLeader && !isWaiting && (
        <>
          {application?.status === 'refused' && (
            <InlineNote text={`上次没有通过：${application.reason ?? ''}。改好后可以再申请。`} />
          )}
          <Form mine={mine} onSent={again} />
        </>
      )}
    </PageShell>
  );
}
