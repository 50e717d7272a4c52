import { TuankaError } from '@contracts/errors';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import type { AudienceJob } from '@contracts/audience/audience-jobs';
import { useQuery } from '@tanstack/react-query';
import { App as AntApp, Form, Input } from 'antd';
import { useRef } from 'react';
import { ActionForm, ReasonField } from '../../kit/action-form';
import { useRefresh } from '../../kit/use-refresh';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { CouponFields } from '../goods/forms/coupon-fields';
import { audienceTexts } from './texts';

interface Values {
  templateId: CouponTemplateId | null;
  quantity: number;
  tag: string;
  reason: string;
}

interface Props {
  segmentId: string;
  kind: 'coupon' | 'tag';
  onBegun: () => void;
  onClose: () => void;
}

/** First the list is settled and counted, then somebody says yes, and then it is done. */
export function JobForm({ segmentId, kind, onBegun, onClose }: Props) {
  const texts = usePageTexts(audienceTexts);
  const { modal } = AntApp.useApp();
  const refresh = useRefresh(['audience']);
  const prepared = useRef<AudienceJob | null>(null);
  const name = useSegmentName(segmentId);
  const ask = ({ id, members }: AudienceJob): void => {
    void modal.confirm({
      title: texts.sure(members),
      content: texts.sureWhat,
      okText: texts.begin,
      onOk: async () => {
        await api.audience.beginJob({ jobId: id });
        refresh();
        onBegun();
      },
    });
  };
  return (
    <ActionForm<Values>
      title={kind === 'coupon' ? texts.coupon : texts.tag}
      who={texts.forWhom(name)}
      what={texts.what}
      initial={{ templateId: null, quantity: 1, tag: '', reason: '' }}
      submit={async ({ templateId, quantity, tag, reason }, requestId) => {
        const input = { segmentId, act: actOf(kind, { templateId, quantity, tag }), reason: reason.trim() };
        prepared.current = (await api.audience.prepareJob(input, { requestId })).job;
      }}
      saveText={texts.count}
      onDone={() => prepared.current && ask(prepared.current)}
      onClose={onClose}
    >
      {kind === 'coupon' ? (
        <CouponFields template={texts.template} quantity={texts.quantity} />
      ) : (
        <TagField />
      )}
      <ReasonField />
    </ActionForm>
  );
}

function actOf(
  kind: Props['kind'],
  { templateId, quantity, tag }: Omit<Values, 'reason'>,
): AudienceJob['act'] {
  if (kind === 'tag') return { do: 'tag', tag: tag.trim() };
  if (templateId === null) throw new TuankaError('coupon_template_not_found');
  return { do: 'coupon', templateId, quantity };
}

function useSegmentName(segmentId: string): string {
  const lifecycle = useQuery({
    queryKey: ['audience', 'segments', 'names'],
    queryFn: () => api.audience.listSegments({ cursor: null }),
  });
  return lifecycle.data?.segments.find(({ id }) => id === segmentId)?.name ?? '';
}

function TagField() {
  const texts = usePageTexts(audienceTexts);
  const { form } = useTexts();
  return (
    <Form.Item
      name="tag"
      label={texts.tagName}
      rules={[{ required: true, whitespace: true, message: form.required }]}
    >
      <Input maxLength={20} showCount />
    </Form.Item>
  );
}
