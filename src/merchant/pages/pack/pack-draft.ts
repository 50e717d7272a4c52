import type { CouponApi, CouponChannel } from '@contracts/coupon/coupon';
import type { PackView, TemplateView } from '@contracts/coupon/coupon-admin';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { wholeTyped } from '@contracts/primitives/typed';
import { validityDraftOf, validityOf, type ValidityDraft } from '../../components/validity-draft';

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

type Written = Omit<Parameters<CouponApi['savePack']>[0], 'packId' | 'status'>;

/** The pack as it would be saved, or what is wrong first. */
export function writtenOf({ name, channel, steps }: PackDraft): Written | { problem: string } {
  const trimmed = name.trim();
  if (trimmed === '' || Array.from(trimmed).length > 20) return { problem: '请写名称，最多 20 个字' };
  if (steps.length === 0) return { problem: '至少放一张券' };
  if (steps.length > 20) return { problem: '最多 20 种券' };
  const written: Written['steps'] = [];
  for (const { templateId, title, quantity, validity } of steps) {
    const count = wholeTyped(quantity, 1, 10);
    if (count === null) return { problem: `「${title}」的张数请填 1 到 10` };
    const own = validity === null ? null : validityOf(validity);
    if (own !== null && 'problem' in own) return { problem: `「${title}」${own.problem}` };
    written.push({ templateId, quantity: count, validity: own });
  }
  return { name: trimmed, channel, steps: written };
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
