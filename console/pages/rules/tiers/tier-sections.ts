import type { PackView } from '@contracts/coupon/coupon-admin';
import { dayOfEveryYear } from '@contracts/primitives/tier/day-of-every-year';
import { giftChannelOf, giftKinds, isGiftChannel } from '@contracts/primitives/tier/gift-channel';
import { privilegeKinds } from '@contracts/primitives/tier/privilege-kinds';
import { tierLooks } from '@contracts/primitives/tier/tier-look';
import type { Cell, Field, Option, Section } from '../../../kit/edit/fields';
import type { TierTexts } from './texts';
import {
  areGiftsWrong,
  areTiersWrong,
  isValueWrong,
  newPrivilege,
  placeOf,
  type TierValues,
} from './tier-values';

const MOST = 10_000_000;
const growth = { kind: 'number' as const, min: 0, max: MOST };
const times = { kind: 'number' as const, min: 1, max: 366 };

const tierField = (texts: TierTexts): Field<TierValues> => ({
  name: 'tiers',
  label: texts.tiers,
  hint: texts.tiersHint,
  kind: 'rows',
  add: texts.addTier,
  most: 5,
  blank: () => ({ id: null, name: '', entry: null, keep: null, look: 'gold' }),
  cells: [
    { name: 'name', label: texts.tier, kind: 'text', most: 8, isRequired: true },
    { ...growth, name: 'entry', label: texts.entry, isRequired: true },
    { ...growth, name: 'keep', label: texts.keep, isRequired: true },
    {
      name: 'look',
      label: texts.look,
      kind: 'choice',
      isRequired: true,
      options: tierLooks.map((value) => ({ value, label: texts.looks[value] })),
    },
  ],
  check: ({ tiers }) => (areTiersWrong(tiers) ? texts.tiersHint : null),
});

const growthFields = (texts: TierTexts): Field<TierValues>[] => [
  { name: 'perYuan', label: texts.perYuan, kind: 'number', min: 0, max: 100, places: 2, isRequired: true },
  { ...growth, name: 'perOrderCap', label: texts.perOrder, empty: texts.unlimited },
  {
    name: 'pendingDays',
    label: texts.pendingDays,
    kind: 'number',
    min: 0,
    max: 90,
    isRequired: true,
  },
  { name: 'frequencyOrder', label: texts.frequency, kind: 'number', min: 2, max: 31, empty: texts.nothing },
  {
    ...growth,
    name: 'frequencyGrowth',
    label: texts.frequencyGrowth,
    isRequired: true,
    when: ({ frequencyOrder }) => frequencyOrder !== null,
  },
  { ...growth, name: 'profile', label: texts.profile, isRequired: true },
  { ...growth, name: 'invite', label: texts.invite, isRequired: true },
  { ...times, name: 'inviteTimes', label: texts.inviteTimes, empty: texts.unlimited },
];

const keepFields = (texts: TierTexts): Field<TierValues>[] => [
  {
    name: 'lifetime',
    label: texts.lifetime,
    kind: 'choice',
    isRequired: true,
    options: [
      { value: 'rolling_year', label: texts.rolling },
      { value: 'calendar_year', label: texts.calendar },
    ],
  },
  {
    name: 'reviewKind',
    label: texts.review,
    kind: 'choice',
    isRequired: true,
    options: [
      { value: 'anniversary', label: texts.anniversary },
      { value: 'fixed', label: texts.fixed },
    ],
  },
  {
    name: 'reviewDay',
    label: texts.reviewDay,
    hint: texts.reviewDayHint,
    kind: 'text',
    most: 5,
    isRequired: true,
    when: ({ reviewKind }) => reviewKind === 'fixed',
    check: ({ reviewKind, reviewDay }) =>
      reviewKind === 'fixed' && !dayOfEveryYear.test(reviewDay) ? texts.reviewDayHint : null,
  },
  { name: 'graceDays', label: texts.graceDays, kind: 'number', min: 0, max: 90, isRequired: true },
  {
    name: 'refundFalls',
    label: texts.refundFalls,
    kind: 'choice',
    isRequired: true,
    options: [
      { value: 'at_review', label: texts.atReview },
      { value: 'at_once', label: texts.atOnce },
    ],
  },
];

const levelCell = (texts: TierTexts, levels: readonly Option[]): Cell => ({
  name: 'level',
  label: texts.fromTier,
  kind: 'choice',
  isRequired: true,
  options: levels,
});

const rightField = (texts: TierTexts, levels: readonly Option[]): Field<TierValues> => ({
  name: 'privileges',
  label: texts.rights,
  kind: 'rows',
  add: texts.addRight,
  most: 30,
  blank: newPrivilege,
  cells: [
    {
      name: 'kind',
      label: texts.rightKind,
      kind: 'choice',
      isRequired: true,
      options: privilegeKinds.map((value) => ({ value, label: texts.kinds[value] })),
    },
    { name: 'name', label: texts.rightName, kind: 'text', most: 12, isRequired: true },
    {
      name: 'value',
      label: texts.value,
      kind: 'number',
      min: 0,
      max: 100_000,
      places: 2,
      empty: texts.noValue,
    },
    levelCell(texts, levels),
    { ...times, name: 'times', label: texts.quota, empty: texts.unlimited },
    {
      name: 'period',
      label: texts.period,
      kind: 'choice',
      isRequired: true,
      options: [
        { value: 'month', label: texts.month },
        { value: 'year', label: texts.year },
      ],
    },
    { name: 'terms', label: texts.terms, kind: 'text', most: 60, isRequired: true },
  ],
  check: ({ privileges, tiers }) =>
    privileges.some(isValueWrong)
      ? texts.valueBad
      : privileges.some(({ level }) => placeOf(tiers, level) < 0)
        ? texts.levelBad
        : null,
});

const giftField = (
  texts: TierTexts,
  levels: readonly Option[],
  packs: readonly PackView[],
): Field<TierValues> => ({
  name: 'gifts',
  label: texts.gifts,
  kind: 'rows',
  add: texts.addGift,
  most: 20,
  blank: () => ({ kind: 'upgrade', level: 1, packId: null }),
  cells: [
    {
      name: 'kind',
      label: texts.giftDay,
      kind: 'choice',
      isRequired: true,
      options: giftKinds.map((value) => ({ value, label: texts.giftKinds[value] })),
    },
    levelCell(texts, levels),
    {
      name: 'packId',
      label: texts.pack,
      kind: 'choice',
      isRequired: true,
      options: packs
        .filter(({ channel, status }) => isGiftChannel(channel) && status === 'published')
        .map(({ packId, name, channel }) => ({
          value: packId,
          label: channel === 'birthday' ? `${name}（${texts.giftKinds.birthday}）` : name,
        })),
    },
  ],
  check: ({ gifts, tiers }) => {
    if (areGiftsWrong(gifts, tiers)) return texts.giftsBad;
    const isOff = gifts.some(({ kind, packId }) => {
      const pack = packs.find((one) => one.packId === packId);
      return pack !== undefined && pack.channel !== giftChannelOf(kind);
    });
    return isOff ? texts.packBad : null;
  },
});

/** @param tiers as they stood when the form was opened */
export function tierSections(
  texts: TierTexts,
  tiers: readonly { id: number; name: string }[],
  packs: readonly PackView[],
): Section<TierValues>[] {
  const levels = [0, 1, 2, 3, 4].map((place) => {
    const tier = tiers[place];
    return {
      value: tier?.id ?? tiers.length - place - 1,
      label: tier ? `${texts.place(place + 1)} ${tier.name}` : texts.place(place + 1),
    };
  });
  return [
    { title: texts.tiers, fields: [tierField(texts)] },
    { title: texts.earning, fields: growthFields(texts) },
    { title: texts.keeping, fields: keepFields(texts) },
    { title: texts.rights, fields: [rightField(texts, levels)] },
    { title: texts.gifts, fields: [giftField(texts, levels, packs)] },
  ];
}

/** On the form alone: a rule that was published began when it began. */
export const startSection = (texts: TierTexts): Section<TierValues> => ({
  title: texts.start,
  fields: [{ name: 'from', label: texts.from, hint: texts.fromHint, kind: 'day', empty: texts.soonest }],
});
