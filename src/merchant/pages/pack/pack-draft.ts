import type { CouponApi, CouponChannel } from '@contracts/coupon/coupon';
import type { PackView, TemplateView } from '@contracts/coupon/coupon-admin';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { wholeTyped } from '@contracts/primitives/typed';
import {
  problemsOf,
  checkForm,
  good,
  needed,
  readyForm,
  refusedForm,
  valuesOf,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import { validityDraftOf, validityFrom, type ValidityDraft } from '../../components/validity-draft';

/** One step of the ladder: which coupon, how many, and its own clock. */
export interface StepDraft {
  templateId: CouponTemplateId;
  title: string;
  quantity: string;
  /** Null: as the template says. */
  validity: ValidityDraft | null;
}

export interface PackDraft {
  name: string;
  channel: CouponChannel;
  steps: readonly StepDraft[];
}

export const EMPTY_PACK: PackDraft = { name: '', channel: 'join', steps: [] };

export type Written = Omit<Parameters<CouponApi['savePack']>[0], 'packId' | 'status'>;

/** One step, or what is wrong with which of its fields; steps are counted from 1. */
function stepFrom(number: number, step: StepDraft): Checked<Written['steps'][number]> {
  const quantity = needed(wholeTyped(step.quantity, 1, 10), `第 ${number} 步`, '张数请填 1 到 10');
  const own = step.validity === null ? readyForm(null) : validityFrom(`step-${number}`, step.validity);
  if (!quantity.ok || !own.ok)
    return refusedForm([
      ...problemsOf({ [`quantity-${number}`]: quantity }),
      ...(own.ok ? [] : own.problems.map((problem) => ({ ...problem, label: `第 ${number} 步` }))),
    ]);
  return readyForm({ templateId: step.templateId, quantity: quantity.value, validity: own.value });
}

function nameOf(typed: string): Read<string> {
  const name = typed.trim();
  return name === '' || Array.from(name).length > 20 ? wrong('名称', '请写名称，最多 20 个字') : good(name);
}

function countOf({ length }: readonly StepDraft[]): Read<null> {
  if (length === 0) return wrong('里面的券', '至少放一张券');
  return length > 20 ? wrong('里面的券', '最多 20 种券') : good(null);
}

/** The pack as it would be saved, or everything that is wrong. */
export function writtenFrom({ name, channel, steps }: PackDraft): Checked<Written> {
  const reads = { name: nameOf(name), steps: countOf(steps) };
  const read = steps.map((step, at) => stepFrom(at + 1, step));
  return checkForm(reads, (form) => ({ name: form.name.value, channel, steps: valuesOf(read) }), read);
}

export const stepOf = ({ templateId, terms, validity }: TemplateView): StepDraft => ({
  templateId,
  title: terms.title,
  quantity: '1',
  validity: validityDraftOf(validity),
});

/** The form of a pack that exists. */
export const packDraftOf = ({ name, channel, items }: PackView): PackDraft => ({
  name,
  channel,
  steps: items.map(({ terms, quantity, validity }) => ({
    templateId: terms.templateId,
    title: terms.title,
    quantity: String(quantity),
    validity: validityDraftOf(validity),
  })),
});
