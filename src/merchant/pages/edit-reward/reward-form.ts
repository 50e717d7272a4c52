import type { RewardDraft, RewardKind } from '@contracts/points/points-mall';
import { yuanText } from '@contracts/primitives/fen';
import type { CouponTemplateId, StoreId } from '@contracts/primitives/ids';
import { points } from '@contracts/primitives/points';
import { addMs, chinaDateOf, DAY_MS, startOfChinaDate, type Instant } from '@contracts/primitives/time';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';

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

/** Why the form makes no reward, for the operator. */
class RewardProblem extends Error {
  override readonly name = 'RewardProblem';
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = wholeTyped(text, least, most);
  if (value === null) throw new RewardProblem(`「${name}」请填 ${least} 到 ${most} 的整数`);
  return value;
}
const optional = (text: string, name: string, least: number, most: number): number | null =>
  text.trim() === '' ? null : whole(text, name, least, most);

function worthOf(text: string): RewardDraft['worthFen'] {
  if (text.trim() === '') return null;
  const worthFen = fenTyped(text);
  if (worthFen === null) throw new RewardProblem('「价值」请填金额，最多两位小数');
  return worthFen;
}

/** The chosen instants stay as they are unless another day was chosen. */
function instantOf(text: string, before: Instant | null, shown: string, more: number): Instant | null {
  if (text === shown) return before;
  const start = startOfChinaDate(text);
  return start === null ? null : addMs(start, more);
}

function skusOf({ skus, kind }: RewardForm): RewardDraft['skus'] {
  return skus.map(({ id, name, stock }) => {
    if (name.trim() === '') throw new RewardProblem('每种款式都要有名称');
    // What charity gives has no end, and coupons have a stock of their own.
    const counted = kind === 'goods' || kind === 'service';
    return { id, name: name.trim(), stock: counted ? optional(stock, `${name}库存`, 0, 1_000_000) : null };
  });
}

/** @throws RewardProblem @param before null: it is a new one */
export function draftOf(form: RewardForm, before: RewardDraft | null): RewardDraft {
  const old = before ? formOf(before) : NEW_REWARD;
  const pickedUp = form.kind === 'goods' || form.kind === 'service';
  if (form.name.trim() === '') throw new RewardProblem('请写名称');
  if (pickedUp && form.storeIds.length === 0) throw new RewardProblem('请选在哪些门店领取');
  if (form.kind === 'coupon' && form.couponTemplateId === null) throw new RewardProblem('请选一种优惠券');
  return {
    kind: form.kind,
    name: form.name.trim(),
    about: form.about
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    points: points(whole(form.points, '需要积分', 1, 1_000_000)),
    worthFen: worthOf(form.worthYuan),
    from: instantOf(form.from, before?.from ?? null, old.from, 0),
    until: instantOf(form.to, before?.until ?? null, old.to, DAY_MS),
    perMember: optional(form.perMember, '每人限兑', 1, 1000),
    perMemberPerDay: optional(form.perMemberPerDay, '每人每天限兑', 1, 1000),
    skus: skusOf(form),
    storeIds: pickedUp ? form.storeIds : [],
    couponTemplateId: form.kind === 'coupon' ? form.couponTemplateId : null,
    position: whole(form.position, '排序', 0, 9999),
    status: form.status,
  };
}

/** What is wrong with the form; null when it can be saved. */
export function problemOf(form: RewardForm, before: RewardDraft | null): string | null {
  try {
    draftOf(form, before);
    return null;
  } catch (error) {
    if (error instanceof RewardProblem) return error.message;
    throw error;
  }
}
