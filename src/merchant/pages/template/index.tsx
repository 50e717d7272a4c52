import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { allConditions, validityText } from '@/components/coupon/coupon-text';
import { FormBody, FormPanel } from '@/components/form/form';
import { SaveBar } from '@/components/form/save-bar';
import { useForm } from '@/components/form/draft/use-form';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import { useToast } from '@/components/sheet/toast';
import { Ticket } from '@/components/coupon/ticket';
import type { CouponTerms } from '@contracts/coupon/coupon';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { isCouponTemplateId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { replaceByTemplate } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { ValidityFields } from '../../components/validity-fields';
import styles from './index.module.scss';
import {
  EMPTY_TEMPLATE,
  templateDraftOf,
  writtenFrom,
  type TemplateDraft,
  type Written,
} from './template-draft';
import { farOffLines } from './far-off';
import { CountFields, LimitFields, WorthFields } from './terms-fields';
import { useTemplate, type Choices } from './use-template';

const perPersonText = ({ perMember, perMemberPerDay, total, perDay }: Written['limits']): string[] => [
  ...(perMember === null ? [] : [`每人限领 ${perMember} 张`]),
  ...(perMemberPerDay === null ? [] : [`每人每天限领 ${perMemberPerDay} 张`]),
  ...(total === null ? [] : [`共 ${total} 张，先到先得`]),
  ...(perDay === null ? [] : [`每天 ${perDay} 张`]),
];

/** As the server writes it among the conditions. */
const namesText = <Id,>(
  label: string,
  all: readonly { id: Id; name: string }[],
  ids: readonly Id[] | null,
): string[] =>
  ids === null
    ? []
    : [
        `${label}：${all
          .filter(({ id }) => ids.includes(id))
          .map(({ name }) => name)
          .join('、')}`,
      ];

/** As the shopper will read it, every condition, before anything is published. */
const Preview = ({ written, choices }: { written: Written; choices: Choices }) => (
  <>
    <SectionTitle text="顾客会看到" />
    <Ticket terms={written.terms}>
      <Text className={styles['small']}>{validityText(written.validity)}</Text>
    </Ticket>
    <View className={styles['conditions']}>
      {[
        ...allConditions(written.terms),
        ...namesText('限门店', choices.stores, written.terms.storeIds),
        ...namesText('限会员卡', choices.cardPlans, written.terms.planIds),
        ...perPersonText(written.limits),
      ].map((line) => (
        <Text key={line} className={styles['condition']}>
          · {line}
        </Text>
      ))}
    </View>
  </>
);

interface FieldsProps {
  draft: TemplateDraft;
  /** Coupons of it are out already. */
  isPublished: boolean;
  choices: Choices;
  onChange: (change: Partial<TemplateDraft>) => void;
}

const Fields = ({ draft, isPublished, choices, onChange }: FieldsProps) => (
  <>
    {isPublished && <InlineNote text="修改只影响以后发的券；已经发出的券条件不变，限量只能放宽。" />}
    <SectionTitle text="这张券给什么" />
    <WorthFields draft={draft} onChange={onChange} />
    <SectionTitle text="什么时候能用" />
    <FormPanel>
      <ValidityFields id="validity" draft={draft.validity} onChange={(validity) => onChange({ validity })} />
    </FormPanel>
    <SectionTitle text="限制" />
    <LimitFields draft={draft} onChange={onChange} choices={choices} />
    <SectionTitle text="发多少" />
    <CountFields draft={draft} onChange={onChange} />
  </>
);

interface EditorProps {
  stored: TemplateView | null;
  /** The terms of the shop's other coupons. */
  published: readonly CouponTerms[];
  choices: Choices;
  onSaved: () => void;
}

function Editor({ stored, published, choices, onSaved }: EditorProps) {
  const form = useForm({
    first: stored === null ? EMPTY_TEMPLATE : templateDraftOf(stored),
    check: writtenFrom,
    keepAs: `template:${stored === null ? 'new' : `${stored.templateId}:${stored.version}`}`,
  });
  const { draft, change, checked } = form;
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const isDraft = stored === null || stored.status === 'draft';
  const save = useAction(async ({ written, publish }: { written: Written; publish: boolean }) => {
    const unusual = farOffLines(written.terms, published);
    if (publish && !(await ask(publishing(written, unusual)))) return;
    if (!publish && !isDraft && unusual.length > 0 && !(await ask(keeping(unusual)))) return;
    const edit = stored === null ? null : { templateId: stored.templateId, version: stored.version };
    const input = { edit, ...written };
    const { template } = await couponService.saveTemplate(input, { requestId: request.idFor(input) });
    if (publish) {
      const { templateId: id } = template;
      await couponService.setTemplateStatus({ templateId: id, status: 'published', reason: '编辑后发布' });
    }
    form.saved();
    if (stored === null) return replaceByTemplate(template.templateId);
    onSaved();
  });
  const submit = { form, busy: save.busy };
  return (
    <FormBody form={form}>
      <Fields draft={draft} isPublished={!isDraft} choices={choices} onChange={change} />
      {checked.ok && <Preview written={checked.value} choices={choices} />}
      <SaveBar
        {...submit}
        id={isDraft ? 'publish' : 'save'}
        text={isDraft ? '保存并开始发放' : '保存新版本'}
        error={save.error}
        onSave={(written) => void save.run({ written, publish: isDraft })}
      >
        {isDraft && checked.ok && (
          <ActionButton
            id="save"
            look="secondary"
            disabled={save.busy}
            onPress={() => void save.run({ written: checked.value, publish: false })}
          >
            存成草稿
          </ActionButton>
        )}
      </SaveBar>
      {sheet}
    </FormBody>
  );
}

/** What beginning to issue means, for the operator who taps it. */
const publishing = ({ terms, limits, collectable }: Written, unusual: readonly string[]): Question => ({
  title: `开始发放「${terms.title}」？`,
  figure: limits.total === null ? '不限量' : `一共 ${limits.total} 张`,
  lines: [
    ...unusual,
    collectable ? '会员马上能在领券中心领到。' : '放进券包、推送或手工发，会员才会拿到。',
    '发出去的券，条件不能再改严，限量只能放宽；随时可以暂停。',
  ],
  yes: '开始发放',
});

/** The next version of what is given out already. */
const keeping = (unusual: readonly string[]): Question => ({
  title: '确定没有多打一个零？',
  lines: [...unusual, '以后发的券都按这个条件。'],
  yes: '就是这样，保存',
});

/** 新建或修改券模板: every field, what the shopper will read, then saved; published with a tap of its own. */
export default function TemplatePage() {
  const { params } = useRouter();
  const templateId = isCouponTemplateId(params['id']) ? params['id'] : null;
  const { state, reload } = useTemplate(templateId);
  const { say, toast } = useToast();
  // Read once: coming back from elsewhere must not overwrite what was typed.
  useOnShow(() => {
    if (state.status !== 'ready') void reload();
  });
  return (
    <PageShell>
      <PageWait call={{ state, reload }} card rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <Editor
          key={state.snapshot.data.template?.version ?? 0}
          stored={state.snapshot.data.template}
          published={state.snapshot.data.published}
          choices={state.snapshot.data.choices}
          onSaved={() => {
            say('已保存');
            void reload();
          }}
        />
      )}
      {toast}
    </PageShell>
  );
}
