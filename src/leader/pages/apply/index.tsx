import { Text } from '@tarojs/components';
import { ActionButton, actionClass } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody, FormPanel } from '@/components/form/form';
import { checkForm, needed, neededText, type Checked } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StorePicker } from '@/components/form/store-picker';
import { typedIn } from '@/components/form/tied';
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

interface Application {
  name: string;
  groupName: string;
  storeId: StoreId;
}

function checkApplication(draft: ApplyDraft): Checked<Application> {
  const reads = {
    name: neededText(draft.name, '怎么称呼', '请写店里和邻居怎么称呼你'),
    group: neededText(draft.groupName, '群名称', '请写你的微信群叫什么'),
    store: needed(draft.storeId, '门店', '请选一家店'),
  };
  return checkForm(reads, (read) => ({
    name: read.name.value,
    groupName: read.group.value,
    storeId: read.store.value,
  }));
}

interface ApplyDraft {
  name: string;
  groupName: string;
  storeId: StoreId | null;
}

interface WhoFieldsProps {
  draft: ApplyDraft;
  stores: MyApplication['stores'];
  onChange: (change: Partial<ApplyDraft>) => void;
}

const WhoFields = ({ draft, stores, onChange }: WhoFieldsProps) => (
  <>
    <FormPanel>
      <TextField
        id="name"
        label="怎么称呼"
        placeholder="如：王阿姨"
        maxlength={10}
        {...typedIn(draft, onChange, 'name')}
      />
      <TextField
        id="group"
        label="群名称"
        placeholder="如：锦绣里邻居群"
        maxlength={20}
        {...typedIn(draft, onChange, 'groupName')}
      />
    </FormPanel>
    <SectionTitle text="在哪家店" />
    <StorePicker stores={stores} chosen={draft.storeId} onChoose={(storeId) => onChange({ storeId })} />
  </>
);

function Form({ mine, onSent }: { mine: MyApplication; onSent: () => void }) {
  const form = useForm<ApplyDraft, Application>({
    first: { name: '', groupName: '', storeId: mine.stores[0]?.storeId ?? null },
    check: checkApplication,
    keepAs: 'apply',
  });
  const { draft, change, checked } = form;
  const request = useRequestId();
  const send = useAction(async ({ to, phoneCode }: { to: Application; phoneCode: string | null }) => {
    const input = { ...to, phoneCode };
    await leaderService.apply(input, { requestId: request.idFor(input) });
    form.saved();
    onSent();
  });
  const ready = checked.ok && !send.busy;
  return (
    <FormBody form={form}>
      <WhoFields draft={draft} stores={mine.stores} onChange={change} />
      {mine.phone !== null && (
        <Submit
          id="send"
          text={`用 ${mine.phone} 提交申请`}
          busyText="正在提交…"
          form={form}
          busy={send.busy}
          onSave={(to) => void send.run({ to, phoneCode: null })}
        />
      )}
      {send.error && <InlineNote text={send.error.message} />}
      {mine.phone === null && !checked.ok ? (
        <Submit id="send-phone" text="授权手机号并提交" form={form} busy={false} onSave={() => undefined} />
      ) : (
        <PhoneButton
          id="send-phone"
          className={actionClass(mine.phone === null ? 'primary' : 'quiet', !ready)}
          disabled={!ready}
          onAnswer={(answer) => {
            if (answer.kind === 'given' && checked.ok)
              void send.run({ to: checked.value, phoneCode: answer.code });
          }}
        >
          {mine.phone === null ? '授权手机号并提交' : '换一个手机号提交'}
        </PhoneButton>
      )}
      <Text className={styles['small']}>手机号只用于店里联系你，加密保存，页面上只显示打码的号码。</Text>
    </FormBody>
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
