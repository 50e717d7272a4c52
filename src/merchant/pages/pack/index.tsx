import { useRouter } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { FormBody, FormPanel } from '@/components/form/form';
import { ChipsField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import { TextField } from '@/components/form/text-fields';
import { useForm } from '@/components/form/draft/use-form';
import { typedIn } from '@/components/form/tied';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { CouponApi, CouponChannel } from '@contracts/coupon/coupon';
import type { PackView, TemplateView } from '@contracts/coupon/coupon-admin';
import { isGiftChannel } from '@contracts/primitives/tier/gift-channel';
import { isCouponPackId, type CouponPackId } from '@contracts/primitives/ids';
import { replacedPack } from '@contracts/primitives/replaced-pack';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService } from '@/services';
import { packChannelText } from '../../components/words/pack-text';
import { StaffOnly } from '../../components/staff-only';
import { EMPTY_PACK, packDraftOf, stepOf, writtenFrom, type PackDraft, type Written } from './pack-draft';
import { StepFields } from './step-fields';
import { usePack } from './use-pack';

type Status = 'draft' | 'published' | 'ended';
type Given = ReturnType<CouponApi['listPacks']>['given'];

const channels: readonly CouponChannel[] = [
  'join',
  'first_payment',
  'invite',
  'tier',
  'birthday',
  'push',
  'play',
];

interface StepsProps {
  draft: PackDraft;
  templates: readonly TemplateView[];
  onChange: (change: Partial<PackDraft>) => void;
}

/** The ladder, and what can be added to it. */
const Steps = ({ draft: { steps }, templates, onChange }: StepsProps) => (
  <>
    <SectionTitle text={`里面的券 · ${steps.length} 种`} />
    {steps.map((step, position) => (
      <StepFields
        key={position}
        number={position + 1}
        step={step}
        onChange={(changed) => onChange({ steps: steps.map((one, at) => (at === position ? changed : one)) })}
        onRemove={() => onChange({ steps: steps.filter((_, at) => at !== position) })}
      />
    ))}
    <FormPanel>
      <ChipsField
        id="steps"
        label="点一下加进来"
        options={templates.map(({ templateId, terms }) => ({ id: templateId, name: terms.title }))}
        chosen={[]}
        onToggle={(id) => {
          const template = templates.find(({ templateId }) => templateId === id);
          if (template) onChange({ steps: [...steps, stepOf(template)] });
        }}
      />
    </FormPanel>
  </>
);

const NameFields = ({ draft, onChange }: Omit<StepsProps, 'templates'>) => (
  <FormPanel>
    <TextField
      id="name"
      label="名称"
      maxlength={20}
      {...typedIn(draft, onChange, 'name')}
      placeholder="新人券包"
    />
    <ChipsField
      id="channel"
      label="什么时候发"
      options={channels.map((id) => ({ id, name: packChannelText(id) }))}
      chosen={[draft.channel]}
      onToggle={(channel) => onChange({ channel })}
    />
  </FormPanel>
);

/** What beginning or ending a pack means for whoever comes next. */
function questionOf(
  status: Status,
  { name, channel, steps }: Written,
  replaced: Given[number] | null,
): Question | null {
  if (status === 'draft') return null;
  const where = packChannelText(channel);
  return status === 'published'
    ? {
        title: `「${where}」开始发「${name}」？`,
        figure: `${steps.length} 种券`,
        lines: [
          isGiftChannel(channel)
            ? '在「等级规则」的礼遇里选中它，才会发给会员。'
            : replaced
              ? `现在发的「${replaced.name}」马上结束。`
              : '这个场合现在没有券包在发。',
          '已经发出的券不变；随时可以结束这个券包。',
        ],
        yes: '开始发放',
      }
    : {
        title: `结束「${name}」？`,
        lines: [`「${where}」从现在起不再发券，直到另一个券包开始发放。`, '已经发出的券不变。'],
        yes: '结束这个券包',
      };
}

interface EditorProps {
  packId: CouponPackId | null;
  stored: PackView | null;
  given: Given;
  templates: readonly TemplateView[];
}

function Editor({ packId, stored, given, templates }: EditorProps) {
  const form = useForm({
    first: stored === null ? EMPTY_PACK : packDraftOf(stored),
    check: writtenFrom,
    keepAs: `pack:${stored ? `${stored.packId}:${stored.version}` : 'new'}`,
  });
  const { draft, change, checked } = form;
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const save = useAction(async ({ written, status }: { written: Written; status: Status }) => {
    const replaced =
      status === 'published' ? replacedPack(given, { packId, channel: written.channel }) : null;
    const question = questionOf(status, written, replaced);
    if (question !== null && !(await ask(question))) return;
    const instead = replaced?.packId ?? null;
    const input = { packId, basedOn: stored?.version ?? null, instead, status, ...written };
    await couponService.savePack(input, { requestId: request.idFor(input) });
    form.saved();
    await leavePage();
  });
  const otherWay = (id: string, look: 'secondary' | 'quiet', text: string, status: Status) =>
    checked.ok && (
      <ActionButton
        id={id}
        look={look}
        disabled={save.busy}
        onPress={() => void save.run({ written: checked.value, status })}
      >
        {text}
      </ActionButton>
    );
  return (
    <FormBody form={form}>
      <NameFields draft={draft} onChange={change} />
      <Steps draft={draft} templates={templates} onChange={change} />
      <InlineNote text="开始发放后，同一场合原来的券包会结束；已经发出的券不变。" />
      <SaveBar
        id="publish"
        text="保存并开始发放"
        form={form}
        busy={save.busy}
        error={save.error}
        onSave={(written) => void save.run({ written, status: 'published' })}
      >
        {otherWay('draft', 'secondary', '存成草稿', 'draft')}
        {packId !== null && otherWay('end', 'quiet', '结束这个券包', 'ended')}
      </SaveBar>
      {sheet}
    </FormBody>
  );
}

/** 新建或修改券包: the occasion, the ladder step by step, then a draft or what is issued from now on. */
export default function PackPage() {
  const { params } = useRouter();
  const packId = isCouponPackId(params['id']) ? params['id'] : null;
  const { state, reload } = usePack(packId);
  // Read once: coming back from elsewhere must not overwrite what was typed.
  useOnShow(() => {
    if (state.status !== 'ready') void reload();
  });
  return (
    <PageShell>
      <PageWait call={{ state, reload }} card rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <Editor
          packId={packId}
          stored={state.snapshot.data.pack}
          given={state.snapshot.data.given}
          templates={state.snapshot.data.templates}
        />
      )}
    </PageShell>
  );
}
