import type { AudienceJob } from '@contracts/audience/audience-jobs';
import { useQuery } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useRef } from 'react';
import { ActionForm, ReasonField } from '../../../kit/action-form';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { ActFields, actOf, NOTHING, type ActValues } from './act-fields';
import type { JobKind } from './job-kinds';
import { audienceTexts } from '../texts';

type Values = ActValues & { reason: string };

interface Props {
  segmentId: string;
  kind: JobKind;
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
      title={texts[kind]}
      who={texts.forWhom(name)}
      what={texts.what}
      initial={{ ...NOTHING, reason: '' }}
      submit={async ({ reason, ...values }, requestId) => {
        const input = { segmentId, act: actOf(kind, values), reason: reason.trim() };
        prepared.current = (await api.audience.prepareJob(input, { requestId })).job;
      }}
      saveText={texts.count}
      onDone={() => prepared.current && ask(prepared.current)}
      onClose={onClose}
    >
      <ActFields kind={kind} />
      <ReasonField />
    </ActionForm>
  );
}

function useSegmentName(segmentId: string): string {
  const lifecycle = useQuery({
    queryKey: ['audience', 'segments', 'names'],
    queryFn: () => api.audience.listSegments({ cursor: null }),
  });
  return lifecycle.data?.segments.find(({ id }) => id === segmentId)?.name ?? '';
}
