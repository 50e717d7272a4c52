import { useRouter } from '@tarojs/taro';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, DateField, SwitchField, TimeField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import { LongTextField, TextField } from '@/components/form/text-fields';
import { useForm } from '@/components/form/draft/use-form';
import { pickedIn, turnedIn, typedIn } from '@/components/form/tied';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { chinaDateOf } from '@contracts/primitives/time';
import type { PushKind } from '@contracts/message/push';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { replaceByPush } from '@/platform/opening/navigation';
import { messageService } from '@/services';
import { pushKindText } from '../../components/words/message-text';
import { AudienceForm } from './audience-form';
import { RoleGate } from '../../components/role-gate';
import { draftFor, EMPTY_DRAFT, phoneNow, pushFrom, type PushDraft, type PushInput } from './push-draft';

const kinds: readonly PushKind[] = ['coupon_expiry', 'card_expiry', 'campaign'];

interface PartProps {
  draft: PushDraft;
  onChange: (change: Partial<PushDraft>) => void;
}

const Words = ({ draft, onChange }: PartProps) => (
  <>
    <SectionTitle text="写什么" />
    <FormPanel>
      <TextField
        id="title"
        label="标题"
        placeholder="最多 20 个字"
        maxlength={20}
        {...typedIn(draft, onChange, 'title')}
      />
      <LongTextField
        id="body"
        label="内容"
        placeholder="给什么、给多少、什么条件、到什么时候"
        maxlength={200}
        {...typedIn(draft, onChange, 'body')}
      />
      <FormHint text="只发给订阅过活动通知的人，其他人在小程序消息里看到" />
    </FormPanel>
  </>
);

const Moment = ({ draft, onChange }: PartProps) => (
  <>
    <SectionTitle text="什么时候发" />
    <FormPanel>
      <DateField
        id="date"
        label="日期"
        {...pickedIn(draft, onChange, 'date')}
        empty="提交后马上发"
        clearable
        start={chinaDateOf(phoneNow())}
      />
      {draft.date !== '' && <TimeField id="clock" label="时间" {...pickedIn(draft, onChange, 'clock')} />}
      <FormHint text="落在免打扰时段的，会等到时段结束" />
    </FormPanel>
  </>
);

/** 新建推送: what, to whom. Nothing goes out before the preview was seen. */
export default function NewPushPage() {
  // From a page of a segment it is for those in it; what was typed for others is kept apart.
  const { segment } = useRouter().params;
  const form = useForm({
    first: segment === undefined ? EMPTY_DRAFT : draftFor(segment),
    check: (draft: PushDraft) => pushFrom(draft, phoneNow()),
    keepAs: segment === undefined ? 'push' : `push-${segment}`,
  });
  const { draft, change } = form;
  const request = useRequestId();
  const create = useAction(async (input: PushInput) => {
    const { push } = await messageService.createPush(input, { requestId: request.idFor(input) });
    form.saved();
    await replaceByPush(push.id);
  });
  return (
    <PageShell>
      <RoleGate role="operator">
        <FormBody form={form}>
          <FormPanel>
            <ChipsField
              id="kind"
              label="发哪一种"
              options={kinds.map((id) => ({ id, name: pushKindText[id] }))}
              chosen={[draft.kind]}
              onToggle={(kind) => change({ kind })}
            />
          </FormPanel>
          {draft.kind === 'campaign' && <Words draft={draft} onChange={change} />}
          <SectionTitle text="发给谁（都满足才发）" />
          <AudienceForm draft={draft} onChange={change} />
          <SectionTitle text="带不带券" />
          <FormPanel>
            <SwitchField
              id="gives-pack"
              label="同时送「推送」券包"
              hint="券包在「券包」里按“推送”场合建好并开始发放；发不出的（已领完、已到上限）不影响消息"
              {...turnedIn(draft, change, 'givesPack')}
            />
          </FormPanel>
          <Moment draft={draft} onChange={change} />
          <SaveBar
            id="preview"
            text="预览：看看能发到多少人"
            busyText="正在数…"
            form={form}
            busy={create.busy}
            error={create.error}
            onSave={(input) => void create.run(input)}
          />
        </FormBody>
      </RoleGate>
    </PageShell>
  );
}
