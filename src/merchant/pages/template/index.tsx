import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { allConditions, validityText } from '@/components/coupon/coupon-text';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { Ticket } from '@/components/coupon/ticket';
import { isCouponTemplateId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { replaceByTemplate } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { FormPanel } from '../../components/form-fields';
import { StaffOnly } from '../../components/staff-only';
import { ValidityFields } from '../../components/validity-fields';
import styles from './index.module.scss';
import { writtenOf, type Written } from './template-draft';
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

/** 新建或修改券模板: every field, what the shopper will read, then saved; published with a tap of its own. */
export default function TemplatePage() {
  const { params } = useRouter();
  const templateId = isCouponTemplateId(params['id']) ? params['id'] : null;
  const { state, reload, stored, draft, change, forget } = useTemplate(templateId);
  const [saved, setSaved] = useState(false);
  const written = writtenOf(draft);
  const problem = 'problem' in written ? written.problem : null;
  const request = useRequestId();
  const save = useAction(async (publish: boolean) => {
    if ('problem' in written) return;
    const edit = stored === null ? null : { templateId: stored.templateId, version: stored.version };
    const input = { edit, ...written };
    const { template } = await couponService.saveTemplate(input, { requestId: request.idFor(input) });
    if (publish) {
      const { templateId: id } = template;
      await couponService.setTemplateStatus({ templateId: id, status: 'published', reason: '编辑后发布' });
    }
    if (stored === null) return replaceByTemplate(template.templateId);
    forget();
    setSaved(true);
    await reload();
  });
  const isDraft = stored === null || stored.status === 'draft';

  if (state.status === 'loading') return <PageLoading rows={4} />;
  if (state.status === 'failed') return <StaffOnly error={state.error} onRetry={() => void reload()} />;
  const fields = { draft, onChange: change };
  return (
    <PageShell>
      {stored !== null && stored.status !== 'draft' && (
        <InlineNote text="修改只影响以后发的券；已经发出的券条件不变，限量只能放宽。" />
      )}
      <SectionTitle text="这张券给什么" />
      <WorthFields {...fields} />
      <SectionTitle text="什么时候能用" />
      <FormPanel>
        <ValidityFields id="validity" draft={draft.validity} onChange={(validity) => change({ validity })} />
      </FormPanel>
      <SectionTitle text="限制" />
      <LimitFields {...fields} choices={state.snapshot.data.choices} />
      <SectionTitle text="发多少" />
      <CountFields {...fields} />
      {!('problem' in written) && <Preview written={written} choices={state.snapshot.data.choices} />}
      {saved && <InlineNote tone="calm" icon="check" text="已保存" />}
      {save.error && <InlineNote text={save.error.message} />}
      <ActionBar>
        <ActionButton
          id="save"
          look={isDraft ? 'secondary' : 'primary'}
          disabled={save.busy || problem !== null}
          onPress={() => void save.run(false)}
        >
          {problem ?? (isDraft ? '存成草稿' : '保存新版本')}
        </ActionButton>
        {isDraft && problem === null && (
          <ActionButton id="publish" disabled={save.busy} onPress={() => void save.run(true)}>
            保存并开始发放
          </ActionButton>
        )}
      </ActionBar>
    </PageShell>
  );
}
