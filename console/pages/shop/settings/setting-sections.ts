import type { SettingGroupName } from '@contracts/office/setting-values';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import type { Field, Section } from '../../../kit/edit/fields';
import { isTemplateGroup, textIn, type GroupValues } from './setting-values';
import type { SettingTexts } from './texts';

type Fields = Field<GroupValues>[];
const MOST = 1_000_000_000;
const CLOCKS = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;

const whole = (name: string, label: string, unit: string, [min, max]: readonly [number, number]) => ({
  name,
  label,
  unit,
  min,
  max,
  kind: 'number' as const,
  isRequired: true,
});

const brandFields = ({ fields }: SettingTexts): Fields => [
  { name: 'name', label: fields.name, kind: 'text', most: 20, empty: fields.nameEmpty },
  {
    name: 'colour',
    label: fields.colour,
    hint: fields.colourHint,
    kind: 'text',
    most: 7,
    check: (values) => (/^(#[0-9a-fA-F]{6})?$/.test(textIn(values, 'colour')) ? null : fields.colourBad),
  },
];

const messageFields = ({ fields, units }: SettingTexts): Fields => [
  {
    name: 'quietHours',
    label: fields.quietHours,
    hint: fields.quietHint,
    kind: 'text',
    most: 11,
    isRequired: true,
    check: (values) => (CLOCKS.test(textIn(values, 'quietHours')) ? null : fields.quietBad),
  },
  whole('perDay', fields.perDay, units.messages, [1, 100]),
  whole('perKindAndDay', fields.perKindAndDay, units.messages, [1, 100]),
  whole('pushApprovalAbove', fields.pushApprovalAbove, units.people, [0, MOST]),
  whole('sendsPerSecond', fields.sendsPerSecond, units.messages, [1, 100_000]),
  whole('sendsAtOnce', fields.sendsAtOnce, units.messages, [1, 100]),
];

const counterFields = ({ fields, units }: SettingTexts): Fields => [
  whole('cashBillsPerDay', fields.cashBillsPerDay, units.bills, [0, 10_000]),
  { name: 'cashFenPerDay', label: fields.cashFenPerDay, kind: 'money', isRequired: true },
  { name: 'refundFenPerDay', label: fields.refundFenPerDay, kind: 'money', isRequired: true },
  { name: 'opensAt', label: fields.opensAt, kind: 'clock', isRequired: true },
  { name: 'closesAt', label: fields.closesAt, kind: 'clock', isRequired: true },
];

const choiceOf = (name: string, label: string, options: readonly (readonly [string, string])[]) => ({
  name,
  label,
  kind: 'choice' as const,
  isRequired: true,
  options: options.map(([value, text]) => ({ value, label: text })),
});

const figureFields = ({ fields, units }: SettingTexts): Fields => [
  choiceOf('daily', fields.daily, [
    ['on', fields.dailyOn],
    ['off', fields.dailyOff],
  ]),
  { name: 'dailyAt', label: fields.dailyAt, kind: 'clock', isRequired: true },
  whole('netFallPercent', fields.netFallPercent, units.percent, [0, 100]),
  whole('ordersFallPercent', fields.ordersFallPercent, units.percent, [0, 100]),
  whole('joinedFallPercent', fields.joinedFallPercent, units.percent, [0, 100]),
];

const orderFields = ({ fields, units }: SettingTexts): Fields => [
  whole('payWithinMinutes', fields.payWithinMinutes, units.minutes, [2, 120]),
  choiceOf('restoreCoupon', fields.restoreCoupon, [
    ['full', fields.restoreFull],
    ['never', fields.restoreNever],
  ]),
];

const shippingFields = ({ fields, units }: SettingTexts): Fields => [
  choiceOf('upload', fields.upload, [
    ['on', fields.uploadOn],
    ['off', fields.uploadOff],
  ]),
  whole('askAfterHours', fields.askAfterHours, units.hours, [1, 480]),
  whole('latestDays', fields.latestDays, units.days, [1, 60]),
];

const leaderFields = ({ fields, units }: SettingTexts): Fields => [
  whole('linkDays', fields.linkDays, units.days, [1, 30]),
  whole('briefEveryMinutes', fields.briefEveryMinutes, units.minutes, [1, 1440]),
];

const referralFields = ({ fields, units }: SettingTexts): Fields => [
  choiceOf('touch', fields.touch, [
    ['last', fields.touchLast],
    ['first', fields.touchFirst],
  ]),
  whole('windowDays', fields.windowDays, units.days, [1, 365]),
];

const kindsOf = (values: GroupValues): unknown[] =>
  Array.isArray(values['templates']) ? values['templates'].map(({ kind }) => kind) : [];

const templateFields = ({ fields }: SettingTexts): Fields => [
  {
    name: 'templates',
    label: fields.templates,
    kind: 'rows',
    add: fields.addTemplate,
    most: 40,
    blank: () => ({ kind: null, templateId: '', mapping: '' }),
    cells: [
      {
        name: 'kind',
        label: fields.kind,
        kind: 'choice',
        isRequired: true,
        options: Object.entries(messageKindTexts).map(([value, label]) => ({ value, label })),
      },
      { name: 'templateId', label: fields.templateId, kind: 'text', most: 100, isRequired: true },
      { name: 'mapping', label: fields.mapping, kind: 'text', most: 600, isRequired: true },
    ],
    check: (values) => {
      const kinds = kindsOf(values);
      return new Set(kinds).size < kinds.length ? fields.twice : null;
    },
  },
];

const ruleFields = {
  brand: brandFields,
  messageRules: messageFields,
  counterRules: counterFields,
  figureRules: figureFields,
  orderRules: orderFields,
  shippingRules: shippingFields,
  leaderRules: leaderFields,
  referralRules: referralFields,
};

/** What is changed often stands first. */
export const groupNames: readonly SettingGroupName[] = [
  'messageRules',
  'counterRules',
  'figureRules',
  'orderRules',
  'referralRules',
  'leaderRules',
  'shippingRules',
  'brand',
  'messageTemplates',
  'officialTemplates',
  'officialNotices',
];

export const sectionsOf = (name: SettingGroupName, texts: SettingTexts): Section<GroupValues>[] => [
  {
    title: texts.groups[name],
    fields: isTemplateGroup(name) ? templateFields(texts) : ruleFields[name](texts),
  },
];
