import type { PointsApi } from '@contracts/points/points';
import type { RewardDraft, RewardKind } from '@contracts/points/points-mall';
import { fen } from '@contracts/primitives/fen';
import { isCouponTemplateId, isStoreId } from '@contracts/primitives/ids';
import { points } from '@contracts/primitives/points';
import { firstDayOf, fromOf, lastDayOf, untilOf } from '../../../kit/edit/days';
import { linesOf } from '../../../kit/edit/fields';

export type Reward = ReturnType<PointsApi['listAllRewards']>['rewards'][number];

export interface SkuValues {
  /** Null: a new choice, which gets its name when it is saved. */
  id: string | null;
  name: string;
  stock: number | null;
}
export interface RewardValues {
  kind: RewardKind;
  name: string;
  about: string;
  points: number | null;
  worthFen: number | null;
  firstDay: string | null;
  lastDay: string | null;
  perMember: number | null;
  perMemberPerDay: number | null;
  tiers: string[];
  skus: SkuValues[];
  storeIds: string[];
  couponTemplateId: string | null;
  position: number | null;
  isOpen: boolean;
}

const NEW: RewardValues = {
  kind: 'goods',
  name: '',
  about: '',
  points: null,
  worthFen: null,
  firstDay: null,
  lastDay: null,
  perMember: null,
  perMemberPerDay: null,
  tiers: [],
  skus: [{ id: 'a', name: '标准', stock: null }],
  storeIds: [],
  couponTemplateId: null,
  position: 10,
  isOpen: true,
};

export function rewardValues(draft: RewardDraft | null): RewardValues {
  if (!draft) return NEW;
  const { from, until, status, about, skus, ...rest } = draft;
  return {
    ...rest,
    about: about.join('\n'),
    skus: skus.map((sku) => ({ ...sku })),
    firstDay: firstDayOf(from),
    lastDay: lastDayOf(until),
    isOpen: status === 'open',
  };
}

/** What is picked up has a stock and a place; coupons have a stock of their own, and what charity gives has no end. */
export const isPickedUp = ({ kind }: Pick<RewardValues, 'kind'>): boolean =>
  kind === 'goods' || kind === 'service';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');

/** Ids of choices are short letters; one that was used is not used again. */
export function namedSkus(skus: readonly SkuValues[]): (SkuValues & { id: string })[] {
  const used = new Set(skus.flatMap(({ id }) => (id === null ? [] : [id])));
  return skus.map((sku) => {
    const id = sku.id ?? LETTERS.find((letter) => !used.has(letter)) ?? `s${used.size}`;
    used.add(id);
    return { ...sku, id };
  });
}

export function rewardDraftOf(values: RewardValues, before: RewardDraft | null): RewardDraft {
  const counted = isPickedUp(values);
  return {
    kind: values.kind,
    name: values.name.trim(),
    about: linesOf(values.about),
    points: points(values.points ?? 0),
    worthFen: values.worthFen === null ? null : fen(values.worthFen),
    from: fromOf(values.firstDay, before?.from ?? null),
    until: untilOf(values.lastDay, before?.until ?? null),
    perMember: values.perMember,
    perMemberPerDay: values.perMemberPerDay,
    tiers: values.tiers,
    skus: namedSkus(values.skus).map(({ id, name, stock }) => ({
      id,
      name: name.trim(),
      stock: counted ? stock : null,
    })),
    storeIds: counted ? values.storeIds.filter(isStoreId) : [],
    couponTemplateId:
      values.kind === 'coupon' && isCouponTemplateId(values.couponTemplateId)
        ? values.couponTemplateId
        : null,
    position: values.position ?? 0,
    status: values.isOpen ? 'open' : 'closed',
  };
}
