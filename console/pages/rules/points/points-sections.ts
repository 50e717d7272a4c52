import { isBackwards } from '../../../kit/edit/days';
import { optionsOf, type Field, type Option, type Section } from '../../../kit/edit/fields';
import { hasTwins, type PointsValues } from './points-values';
import type { PointsTexts } from './texts';

interface Choices {
  stores: readonly Option[];
  categories: readonly Option[];
}
const MOST = 100_000;

const earnFields = (texts: PointsTexts, { stores, categories }: Choices): Field<PointsValues>[] => [
  { name: 'pointsPerYuan', label: texts.perYuan, kind: 'number', min: 0, max: 1000, isRequired: true },
  {
    name: 'rounding',
    label: texts.rounding,
    kind: 'choice',
    isRequired: true,
    options: [
      { value: 'down', label: texts.down },
      { value: 'nearest', label: texts.nearest },
    ],
  },
  {
    name: 'categoryMode',
    label: texts.categories,
    kind: 'choice',
    isRequired: true,
    options: [
      { value: 'all', label: texts.everything },
      { value: 'only', label: texts.only },
      { value: 'except', label: texts.except },
    ],
  },
  {
    name: 'categoryNames',
    label: texts.categoryNames,
    kind: 'choices',
    free: true,
    isRequired: true,
    options: categories,
    when: ({ categoryMode }) => categoryMode !== 'all',
  },
  { name: 'storeIds', label: texts.stores, kind: 'choices', options: stores, empty: texts.all },
];

const times = { kind: 'number' as const, min: 1, max: 10, places: 2 };

const boundFields = (texts: PointsTexts, { stores }: Choices): Field<PointsValues>[] => [
  { ...times, name: 'birthday', label: texts.birthday, unit: texts.times, empty: texts.notMore },
  {
    name: 'perOrderCap',
    label: texts.perOrder,
    kind: 'number',
    min: 0,
    max: 1_000_000,
    empty: texts.unlimited,
  },
  { name: 'perDayCap', label: texts.perDay, kind: 'number', min: 0, max: 1_000_000, empty: texts.unlimited },
  {
    name: 'tiers',
    label: texts.tiers,
    kind: 'rows',
    add: texts.addTier,
    most: 12,
    blank: () => ({ name: '', times: null }),
    cells: [
      { name: 'name', label: texts.tier, kind: 'text', most: 20, isRequired: true },
      { ...times, name: 'times', label: texts.multiplier, unit: texts.times, isRequired: true },
    ],
    check: ({ tiers }) => (hasTwins(tiers.map(({ name }) => name)) ? texts.twins : null),
  },
  {
    name: 'campaigns',
    label: texts.campaigns,
    hint: texts.highest,
    kind: 'rows',
    add: texts.addCampaign,
    most: 20,
    blank: () => ({ name: '', firstDay: null, lastDay: null, times: 2, storeIds: [] }),
    cells: [
      { name: 'name', label: texts.campaign, kind: 'text', most: 20, isRequired: true },
      { name: 'firstDay', label: texts.firstDay, kind: 'day', isRequired: true },
      { name: 'lastDay', label: texts.lastDay, kind: 'day', isRequired: true },
      { ...times, name: 'times', label: texts.multiplier, unit: texts.times, isRequired: true },
      { name: 'storeIds', label: texts.stores, kind: 'choices', options: stores, empty: texts.all },
    ],
    check: ({ campaigns }) =>
      campaigns.some(({ firstDay, lastDay }) => isBackwards(firstDay, lastDay)) ? texts.backwards : null,
  },
];

function eventFields(texts: PointsTexts): Field<PointsValues>[] {
  const event = { kind: 'number' as const, min: 0, max: MOST, isRequired: true };
  return [
    { ...event, name: 'join', label: texts.join },
    { ...event, name: 'profile', label: texts.profile },
    { ...event, name: 'follow', label: texts.follow },
    { ...event, name: 'invite', label: texts.invite },
  ];
}

const offsetFields = (texts: PointsTexts): Field<PointsValues>[] => [
  { name: 'offsetRate', label: texts.offsetRate, kind: 'number', min: 1, max: MOST, empty: texts.noOffset },
  {
    name: 'offsetPercent',
    label: texts.offsetShare,
    kind: 'number',
    min: 0,
    max: 100,
    places: 1,
    unit: '%',
    isRequired: true,
  },
  { name: 'offsetLeast', label: texts.offsetLeast, kind: 'number', min: 1, max: MOST, isRequired: true },
];

const lifeFields = (texts: PointsTexts): Field<PointsValues>[] => [
  {
    name: 'pendingDays',
    label: texts.pendingDays,
    kind: 'number',
    min: 0,
    max: 90,
    unit: texts.days,
    isRequired: true,
  },
  {
    name: 'expiryKind',
    label: texts.expiry,
    kind: 'choice',
    isRequired: true,
    options: (['days', 'month_end', 'year_end', 'never'] as const).map((value) => ({
      value,
      label: texts.expiries[value],
    })),
  },
  {
    name: 'expiryLength',
    label: texts.expiryLength,
    kind: 'number',
    min: 0,
    max: 3650,
    isRequired: true,
    when: ({ expiryKind }) => expiryKind !== 'never',
    check: ({ expiryKind, expiryLength }) =>
      (expiryKind === 'days' && expiryLength === 0) || (expiryKind !== 'days' && (expiryLength ?? 0) > 120)
        ? texts.expiryBad
        : null,
  },
  { name: 'reminderLeast', label: texts.reminder, kind: 'number', min: 1, max: MOST, isRequired: true },
];

export const pointsSections = (
  texts: PointsTexts,
  choices: { stores: Parameters<typeof optionsOf>[0]; categories: readonly string[] },
): Section<PointsValues>[] => {
  const options = {
    stores: optionsOf(choices.stores),
    categories: choices.categories.map((name) => ({ value: name, label: name })),
  };
  return [
    { title: texts.earning, fields: earnFields(texts, options) },
    { title: texts.bounds, fields: boundFields(texts, options) },
    { title: texts.events, fields: eventFields(texts) },
    { title: texts.offset, fields: offsetFields(texts) },
    { title: texts.life, fields: lifeFields(texts) },
  ];
};
