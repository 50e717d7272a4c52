import type { IssueRuleView } from '@contracts/payment/issue-rule-values';
import type { PaymentApi } from '@contracts/payment/payment';
import { useMemo } from 'react';
import { isBackwards } from '../../../kit/edit/days';
import { EditForm } from '../../../kit/edit/edit-form';
import { optionsOf, type Field, type Section } from '../../../kit/edit/fields';
import { History } from '../../../kit/edit/history';
import { unitOptions } from '../../../kit/edit/stretch';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { hasOddHours, issueTerms, issueValues, type IssueValues } from './issue-values';
import { issueTexts, type IssueTexts } from './texts';

export type IssueChoices = ReturnType<PaymentApi['listIssueChoices']>;

const aboutFields = (texts: IssueTexts): Field<IssueValues>[] => [
  { name: 'name', label: texts.name, kind: 'text', most: 30, isRequired: true },
  {
    name: 'priority',
    label: texts.priority,
    hint: texts.priorityHint,
    kind: 'number',
    min: 0,
    max: 9999,
    isRequired: true,
  },
  { name: 'enabled', label: texts.enabled, kind: 'flag' },
];

const giftFields = (texts: IssueTexts, choices: IssueChoices): Field<IssueValues>[] => [
  { name: 'planId', label: texts.plan, kind: 'choice', isRequired: true, options: optionsOf(choices.plans) },
  {
    name: 'packId',
    label: texts.pack,
    kind: 'choice',
    options: optionsOf(choices.packs),
    empty: texts.noPack,
  },
  { name: 'claimFor', label: texts.claimFor, kind: 'number', min: 1, max: 9999, isRequired: true },
  {
    name: 'claimUnit',
    label: texts.unit,
    kind: 'choice',
    isRequired: true,
    options: unitOptions(texts.units),
  },
];

const amountFields = (texts: IssueTexts): Field<IssueValues>[] => [
  { name: 'fromFen', label: texts.from, kind: 'money', min: 1, isRequired: true },
  {
    name: 'untilFen',
    label: texts.until,
    kind: 'money',
    empty: texts.unlimited,
    check: ({ fromFen, untilFen }) =>
      untilFen !== null && untilFen <= (fromFen ?? 0) ? texts.untilLow : null,
  },
];

const whenFields = (texts: IssueTexts, choices: IssueChoices): Field<IssueValues>[] => [
  { name: 'firstDay', label: texts.firstDay, kind: 'day', empty: texts.unlimited },
  {
    name: 'lastDay',
    label: texts.lastDay,
    kind: 'day',
    empty: texts.unlimited,
    check: ({ firstDay, lastDay }) => (isBackwards(firstDay, lastDay) ? texts.backwards : null),
  },
  { name: 'fromTime', label: texts.fromTime, kind: 'clock' },
  {
    name: 'untilTime',
    label: texts.untilTime,
    hint: texts.timeHint,
    kind: 'clock',
    check: (values) => (hasOddHours(values) ? texts.oddHours : null),
  },
  {
    name: 'weekdays',
    label: texts.weekdays,
    kind: 'choices',
    empty: texts.everyDay,
    options: texts.weekdayNames.map((label, at) => ({ value: at + 1, label })),
  },
  {
    name: 'storeIds',
    label: texts.stores,
    kind: 'choices',
    empty: texts.all,
    options: optionsOf(choices.stores),
  },
  { name: 'counterPayments', label: texts.counter, kind: 'flag' },
];

interface Props {
  rule: IssueRuleView | null;
  choices: IssueChoices;
  /** After a conflict: what stands there now. */
  reload: () => void;
  onClose: () => void;
}

/** Which first payment issues which card: a new rule, or the next version of one as it was opened. */
export function IssueForm({ rule, choices, reload, onClose }: Props) {
  const texts = usePageTexts(issueTexts);
  const refresh = useRefresh(['payment', 'issueRules']);
  const sections = useMemo<Section<IssueValues>[]>(
    () => [
      { title: texts.about, fields: aboutFields(texts) },
      { title: texts.gives, fields: giftFields(texts, choices) },
      { title: texts.conditions, fields: [...amountFields(texts), ...whenFields(texts, choices)] },
    ],
    [texts, choices],
  );
  const initial = useMemo(() => issueValues(rule?.terms ?? null), [rule]);
  return (
    <EditForm<IssueValues>
      title={rule ? `${texts.edit} · ${rule.terms.name}` : texts.new}
      who={texts.who}
      what={texts.what}
      sections={sections}
      initial={initial}
      isNew={rule === null}
      keepAs={`issue-rule.${rule?.ruleId ?? 'new'}`}
      submit={(values, requestId) =>
        api.payment.saveIssueRule(
          { edit: rule && { ruleId: rule.ruleId, version: rule.version }, terms: issueTerms(values) },
          { requestId },
        )
      }
      onDone={refresh}
      reload={reload}
      onClose={onClose}
      history={rule && <History about={rule.ruleId} actions={['payment.saveIssueRule']} />}
    />
  );
}
