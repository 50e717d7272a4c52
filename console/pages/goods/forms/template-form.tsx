import type { TemplateView } from '@contracts/coupon/coupon-admin';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { EditForm } from '../../../kit/edit/edit-form';
import { FormLoad } from '../../../kit/edit/form-load';
import { lengthOf, linesOf, optionsOf, type Field, type Section } from '../../../kit/edit/fields';
import { History } from '../../../kit/edit/history';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { lacksLimit, templateInput, templateValues, type TemplateValues } from './template-values';
import { formTexts, type FormTexts } from './texts';
import { useChoices, type Choices } from './use-choices';
import { validitySection } from './validity';

const MOST = 100_000_000;

function worthFields({ template: texts, kinds }: FormTexts): Field<TemplateValues>[] {
  return [
    {
      name: 'kind',
      label: texts.kind,
      kind: 'choice',
      isRequired: true,
      options: [
        { value: 'amount_off', label: kinds.amount_off },
        { value: 'percent_off', label: kinds.percent_off },
        { value: 'exchange', label: kinds.exchange },
      ],
    },
    { name: 'title', label: texts.title, kind: 'text', most: 20, isRequired: true },
    {
      name: 'percentOff',
      label: texts.percentOff,
      hint: texts.percentHint,
      kind: 'number',
      min: 1,
      max: 100,
      unit: '%',
      isRequired: true,
      when: ({ kind }) => kind === 'percent_off',
    },
    {
      name: 'item',
      label: texts.item,
      kind: 'text',
      most: 30,
      isRequired: true,
      when: ({ kind }) => kind === 'exchange',
    },
    {
      name: 'amountFen',
      label: texts.amount,
      hint: texts.amountHint,
      kind: 'money',
      min: 1,
      isRequired: true,
    },
    {
      name: 'thresholdFen',
      label: texts.threshold,
      kind: 'money',
      empty: texts.noThreshold,
      check: ({ kind, amountFen, thresholdFen }) =>
        kind === 'amount_off' && thresholdFen !== null && thresholdFen > 0 && thresholdFen < (amountFen ?? 0)
          ? texts.thresholdLow
          : null,
    },
  ];
}

function scopeFields({ template: texts }: FormTexts, choices: Choices): Field<TemplateValues>[] {
  const every = { kind: 'choices' as const, empty: texts.all };
  return [
    {
      ...every,
      name: 'categories',
      label: texts.categories,
      free: true,
      options: choices.categories.map((name) => ({ value: name, label: name })),
    },
    { ...every, name: 'storeIds', label: texts.stores, options: optionsOf(choices.stores) },
    { ...every, name: 'planIds', label: texts.plans, options: optionsOf(choices.plans) },
    { name: 'stacksWithMemberPrice', label: texts.withMemberPrice, kind: 'flag' },
    { name: 'stacksWithPoints', label: texts.withPoints, kind: 'flag' },
    { name: 'transferable', label: texts.transferable, kind: 'flag' },
    {
      name: 'conditions',
      label: texts.conditions,
      hint: texts.conditionsHint,
      kind: 'lines',
      most: 600,
      check: ({ conditions }) => {
        const lines = linesOf(conditions);
        return lines.length > 10 || lines.some((line) => lengthOf(line) > 60) ? texts.conditionsHint : null;
      },
    },
  ];
}

function countFields({ template: texts }: FormTexts): Field<TemplateValues>[] {
  const count = { kind: 'number' as const, min: 1, max: MOST, empty: texts.unlimited };
  return [
    { ...count, name: 'total', label: texts.total },
    { ...count, name: 'perDay', label: texts.perDay },
    {
      ...count,
      name: 'perMember',
      label: texts.perMember,
      check: (values) => (lacksLimit(values) && !values.noMemberLimit ? texts.limitMissing : null),
    },
    { ...count, name: 'perMemberPerDay', label: texts.perMemberPerDay },
    { name: 'collectable', label: texts.collectable, kind: 'flag' },
    { name: 'noMemberLimit', label: texts.noMemberLimit, kind: 'flag', when: lacksLimit },
  ];
}

const sectionsOf = (texts: FormTexts, choices: Choices): Section<TemplateValues>[] => [
  { title: texts.template.gives, fields: worthFields(texts) },
  validitySection(texts),
  { title: texts.template.counts, fields: countFields(texts) },
  { title: texts.template.scope, fields: scopeFields(texts, choices) },
];

interface Props {
  id: CouponTemplateId | null;
  onClose: () => void;
}

function Editor({
  template,
  choices,
  reload,
  onClose,
}: Omit<Props, 'id'> & {
  template: TemplateView | null;
  choices: Choices;
  reload: () => void;
}) {
  const texts = usePageTexts(formTexts);
  const refresh = useRefresh(['coupon']);
  const sections = useMemo(() => sectionsOf(texts, choices), [texts, choices]);
  const initial = useMemo(() => templateValues(template), [template]);
  return (
    <EditForm<TemplateValues>
      title={template ? `${texts.edit} · ${template.terms.title}` : texts.template.new}
      who={texts.template.who}
      what={template ? texts.template.what : texts.template.whatNew}
      sections={sections}
      initial={initial}
      isNew={template === null}
      keepAs={`template.${template?.templateId ?? 'new'}`}
      submit={(values, requestId) => api.coupon.saveTemplate(templateInput(values, template), { requestId })}
      onDone={refresh}
      reload={reload}
      onClose={onClose}
      history={
        template && (
          <History
            about={template.templateId}
            actions={['coupon.saveTemplate', 'coupon.setTemplateStatus']}
          />
        )
      }
    />
  );
}

/** A coupon as the merchant writes it: a new one, or the next version of one as it stands. */
export function TemplateForm({ id, onClose }: Props) {
  const choices = useChoices();
  const found = useQuery({
    queryKey: ['coupon', 'template', id],
    queryFn: async () => (id === null ? null : (await api.coupon.readTemplate({ templateId: id })).template),
  });
  return (
    <FormLoad queries={[choices, found]} onClose={onClose}>
      {choices.data && found.data !== undefined && (
        <Editor
          key={found.data?.version}
          template={found.data}
          choices={choices.data}
          reload={() => void found.refetch()}
          onClose={onClose}
        />
      )}
    </FormLoad>
  );
}
