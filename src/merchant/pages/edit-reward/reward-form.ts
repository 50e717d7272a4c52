import type { RewardDraft, RewardKind } from '@contracts/points/points-mall';
import { yuanText } from '@contracts/primitives/fen';
import type { CouponTemplateId, StoreId } from '@contracts/primitives/ids';
import { points } from '@contracts/primitives/points';
import { addMs, chinaDateOf, DAY_MS, startOfChinaDate, type Instant } from '@contracts/primitives/time';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  good,
  needed,
  neededText,
  neededWhole,
  optional,
  optionalWhole,
  valuesOf,
  wrong,
  type Checked,
} from '@/components/form/problems';

/** What the form holds: text as it was typed. */
export interface RewardForm {
  kind: RewardKind;
  name: string;
  /** One condition per line. */
  about: string;
  points: string;
  worthYuan: string;
  /** The first and the last day, `YYYY-MM-DD`; empty: always. */
  from: string;
  to: string;
  perMember: string;
  perMemberPerDay: string;
  /** For members of these tiers; none: for everybody. */
  tiers: string[];
  skus: SkuForm[];
  storeIds: StoreId[];
  couponTemplateId: CouponTemplateId | null;
  position: string;
  status: RewardDraft['status'];
}

export interface SkuForm {
  id: string;
  name: string;
  /** Empty: as many as are asked for. */
  stock: string;
}

export const NEW_REWARD: RewardForm = {
  kind: 'goods',
  name: '',
  about: '',
  points: '',
  worthYuan: '',
  from: '',
  to: '',
  perMember: '',
  perMemberPerDay: '',
  tiers: [],
  skus: [{ id: 'a', name: '标准', stock: '' }],
  storeIds: [],
  couponTemplateId: null,
  position: '10',
  status: 'open',
};

const textOr = (value: number | null): string => (value === null ? '' : String(value));
const dateOr = (at: Instant | null): string => (at === null ? '' : chinaDateOf(at));

export const formOf = (draft: RewardDraft): RewardForm => ({
  kind: draft.kind,
  name: draft.name,
  about: draft.about.join('\n'),
  points: String(draft.points),
  worthYuan: draft.worthFen === null ? '' : yuanText(draft.worthFen),
  from: dateOr(draft.from),
  to: draft.until === null ? '' : chinaDateOf(addMs(draft.until, -1)),
  perMember: textOr(draft.perMember),
  perMemberPerDay: textOr(draft.perMemberPerDay),
  tiers: draft.tiers,
  skus: draft.skus.map(({ id, name, stock }) => ({ id, name, stock: textOr(stock) })),
  storeIds: draft.storeIds,
  couponTemplateId: draft.couponTemplateId,
  position: String(draft.position),
  status: draft.status,
});

/** Ids of choices are short letters: `a`, `b`, …; one that was used is not used again. */
export const nextSku = (skus: readonly SkuForm[]): SkuForm => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  const id = letters.find((letter) => !skus.some((sku) => sku.id === letter)) ?? `s${skus.length}`;
  return { id, name: '', stock: '' };
};

/** The chosen instants stay as they are unless another day was chosen. */
function instantOf(text: string, before: Instant | null, shown: string, more: number): Instant | null {
  if (text === shown) return before;
  const start = startOfChinaDate(text);
  return start === null ? null : addMs(start, more);
}

/** What is picked up has a stock and a place; what charity gives has no end, and coupons have a stock of their own. */
const isPickedUp = ({ kind }: RewardForm): boolean => kind === 'goods' || kind === 'service';

/** One choice, or what is wrong with which of its fields. */
function skuFrom(form: RewardForm, { id, name, stock }: SkuForm): Checked<RewardDraft['skus'][number]> {
  const reads = {
    [`sku-name-${id}`]: neededText(name, '款式', '请写款式名称'),
    [`sku-stock-${id}`]: isPickedUp(form) ? optionalWhole(stock, '库存', [0, 1_000_000]) : good(null),
  };
  const counted = isPickedUp(form) ? wholeTyped(stock, 0, 1_000_000) : null;
  return checkForm(reads, () => ({
    id,
    name: name.trim(),
    stock: stock.trim() === '' ? null : counted,
  }));
}

const readsOf = (form: RewardForm) => ({
  name: neededText(form.name, '名称', '请写名称'),
  points: neededWhole(form.points, form.kind === 'charity' ? '一份多少积分' : '需要积分', [1, 1_000_000]),
  worth: optional(form.worthYuan, (typed) => fenTyped(typed), '价值', '请填金额，最多两位小数'),
  template: form.kind === 'coupon' ? needed(form.couponTemplateId, '优惠券', '请选一种优惠券') : good(null),
  store:
    isPickedUp(form) && form.storeIds.length === 0
      ? wrong('门店', '请选在哪些门店取用')
      : good(isPickedUp(form) ? form.storeIds : []),
  to:
    form.from !== '' && form.to !== '' && form.to < form.from
      ? wrong('最后一天', '最后一天不能早于第一天')
      : good(null),
  'per-member': optionalWhole(form.perMember, '每人限兑', [1, 1000]),
  'per-day': optionalWhole(form.perMemberPerDay, '每人每天限兑', [1, 1000]),
  position: neededWhole(form.position, '排序', [0, 9999]),
});

/** The reward of the form, or everything that is wrong. @param before null: it is a new one */
export function rewardFrom(form: RewardForm, before: RewardDraft | null): Checked<RewardDraft> {
  const old = before ? formOf(before) : NEW_REWARD;
  const reads = readsOf(form);
  const skus = form.skus.map((sku) => skuFrom(form, sku));
  return checkForm(
    reads,
    (read) => ({
      kind: form.kind,
      name: read.name.value,
      about: form.about
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
      points: points(read.points.value),
      worthFen: read.worth.value,
      from: instantOf(form.from, before?.from ?? null, old.from, 0),
      until: instantOf(form.to, before?.until ?? null, old.to, DAY_MS),
      perMember: read['per-member'].value,
      perMemberPerDay: read['per-day'].value,
      tiers: form.tiers,
      skus: valuesOf(skus),
      storeIds: read.store.value,
      couponTemplateId: read.template.value,
      position: read.position.value,
      status: form.status,
    }),
    skus,
  );
}
