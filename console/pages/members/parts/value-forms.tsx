import { errorCatalogue, TuankaError } from '@contracts/errors';
import type { CouponId, CouponTemplateId, MemberId } from '@contracts/primitives/ids';
import { App as AntApp, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { ActionForm, ReasonField } from '../../../kit/action-form';
import { NumberInput } from '../../../kit/number-input';
import { dayText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { CouponFields } from '../../goods/forms/coupon-fields';
import { memberTexts } from '../texts';
import { valueTexts } from '../value-texts';
import { useMemberSearch } from '../use-member-search';
import { whoOf, type ActProps } from './act-forms';

interface Adjustment {
  way: 'give' | 'take';
  amount: number;
  reason: string;
}
const NOTHING_YET = { way: 'give', amount: 1, reason: '' } as const satisfies Adjustment;
const signed = ({ way, amount }: Adjustment): number => (way === 'give' ? amount : -amount);

function AmountFields() {
  const actions = usePageTexts(valueTexts);
  const { form } = useTexts();
  return (
    <>
      <Form.Item name="way" label={actions.way}>
        <Radio.Group
          options={[
            { value: 'give', label: actions.give },
            { value: 'take', label: actions.take },
          ]}
        />
      </Form.Item>
      <Form.Item name="amount" label={actions.amount} rules={[{ required: true, message: form.required }]}>
        <NumberInput min={1} max={1_000_000} precision={0} />
      </Form.Item>
    </>
  );
}

export function PointsForm({ member, onDone, onClose }: ActProps) {
  const actions = usePageTexts(valueTexts);
  const { memberId } = member;
  return (
    <ActionForm<Adjustment>
      title={actions.points}
      who={whoOf(member)}
      what={actions.pointsWhat}
      initial={NOTHING_YET}
      submit={(values, requestId) =>
        api.points.adjust({ memberId, points: signed(values), reason: values.reason }, { requestId })
      }
      onDone={onDone}
      onClose={onClose}
    >
      <AmountFields />
      <ReasonField most={60} />
    </ActionForm>
  );
}

export function GrowthForm({ member, onDone, onClose }: ActProps) {
  const actions = usePageTexts(valueTexts);
  const { memberId } = member;
  return (
    <ActionForm<Adjustment>
      title={actions.growth}
      who={whoOf(member)}
      what={actions.growthWhat}
      initial={NOTHING_YET}
      submit={(values, requestId) =>
        api.growth.adjust({ memberId, growth: signed(values), reason: values.reason }, { requestId })
      }
      onDone={onDone}
      onClose={onClose}
    >
      <AmountFields />
      <ReasonField />
    </ActionForm>
  );
}

interface Gift {
  templateId: CouponTemplateId;
  quantity: number;
  reason: string;
}

/** Coupons by hand; what was not given is told with its reason. */
export function GiveCouponForm({ member, onDone, onClose }: ActProps) {
  const actions = usePageTexts(valueTexts);
  const { modal } = AntApp.useApp();
  const { memberId } = member;
  return (
    <ActionForm<Partial<Gift>>
      title={actions.issue}
      who={whoOf(member)}
      what={actions.issueWhat}
      initial={{ quantity: 1, reason: '' }}
      submit={async ({ templateId, quantity = 1, reason = '' }, requestId) => {
        if (!templateId) throw new TuankaError('coupon_template_not_found');
        const { refused } = await api.coupon.issueByHand(
          { memberId, templateId, quantity, reason },
          { requestId },
        );
        const reasons = [...new Set(refused.map((one) => errorCatalogue[one.reason].message))];
        if (reasons.length > 0) void modal.warning({ title: actions.notGiven, content: reasons.join('、') });
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <CouponFields template={actions.coupon} quantity={actions.quantity} />
      <ReasonField />
    </ActionForm>
  );
}

export function RevokeForm({ member, onDone, onClose }: ActProps) {
  const actions = usePageTexts(valueTexts);
  const { detail } = usePageTexts(memberTexts);
  const { form } = useTexts();
  const { modal } = AntApp.useApp();
  return (
    <ActionForm<{ couponIds: CouponId[]; reason: string }>
      title={actions.revoke}
      who={whoOf(member)}
      what={actions.revokeWhat}
      initial={{ couponIds: [], reason: '' }}
      submit={async ({ couponIds, reason }) => {
        const { kept } = await api.coupon.revokeCoupons({ selection: { couponIds }, reason, cursor: null });
        if (kept > 0) void modal.warning({ title: actions.keptSome(kept) });
      }}
      isDanger
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item name="couponIds" label={actions.coupon} rules={[{ required: true, message: form.required }]}>
        <Select
          mode="multiple"
          options={member.coupons.map(({ couponId, title, expiresAt }) => ({
            value: couponId,
            label: `${title} · ${detail.until(dayText(expiresAt))}`,
          }))}
        />
      </Form.Item>
      <ReasonField />
    </ActionForm>
  );
}

/** Says that two members may be one person: what merging would do is shown where the case is decided. */
export function SameForm({ member, onDone, onClose }: ActProps) {
  const actions = usePageTexts(valueTexts);
  const { form } = useTexts();
  const { memberId } = member;
  const [looked, setLooked] = useState('');
  const { found, choices } = useMemberSearch(looked);
  return (
    <ActionForm<{ otherId?: MemberId; reason: string }>
      title={actions.same}
      who={whoOf(member)}
      what={actions.sameWhat}
      initial={{ reason: '' }}
      submit={async ({ otherId, reason }, requestId) => {
        if (!otherId) throw new TuankaError('member_not_found');
        return api.identity.openCase({ memberId, otherId, reason }, { requestId });
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <Input.Search
        aria-label={actions.look}
        placeholder={actions.look}
        maxLength={30}
        loading={found.isFetching}
        onSearch={(text) => setLooked(text.trim())}
      />
      <Form.Item
        name="otherId"
        label={actions.other}
        extra={choices?.length === 0 ? actions.nobody : undefined}
        rules={[{ required: true, message: form.required }]}
      >
        <Select options={choices?.filter(({ value }) => value !== memberId)} />
      </Form.Item>
      <ReasonField />
    </ActionForm>
  );
}
