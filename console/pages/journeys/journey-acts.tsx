import type { RequestId } from '@contracts/primitives/ids';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { ActionForm } from '../../kit/action-form';
import { useRefresh } from '../../kit/use-refresh';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { journeyTexts } from './texts';

type Journey = Awaited<ReturnType<typeof api.journey.readJourney>>;
interface Act {
  label: string;
  what: string;
  isDanger: boolean;
  submit: (requestId: RequestId) => Promise<unknown>;
}

function useActs({ id, saves, status, problems }: Journey): Act[] {
  const texts = usePageTexts(journeyTexts);
  const to = (next: 'running' | 'paused' | 'ended') => (requestId: RequestId) =>
    api.journey.setJourneyStatus({ journeyId: id, to: next }, { requestId });
  const isFit = problems.every(({ severity }) => severity !== 'stops');
  const end = { label: texts.end, what: texts.endWhat, isDanger: true, submit: to('ended') };
  if (status === 'ended') return [];
  if (status === 'running')
    return [{ label: texts.pause, what: texts.pauseWhat, isDanger: false, submit: to('paused') }, end];
  if (status === 'paused')
    return [{ label: texts.resume, what: texts.resumeWhat, isDanger: false, submit: to('running') }, end];
  const publish = (requestId: RequestId) =>
    api.journey.publishJourney({ journeyId: id, basedOn: saves, running: 'finish' }, { requestId });
  return isFit ? [{ label: texts.start, what: texts.startWhat, isDanger: false, submit: publish }] : [];
}

/** What may be done with a journey as it stands, each with what it means. */
export function JourneyActs({ journey }: { journey: Journey }) {
  const acts = useActs(journey);
  const refresh = useRefresh(['journeys']);
  const [open, setOpen] = useState<Act | null>(null);
  return (
    <Space>
      {acts.map((act) => (
        <Button key={act.label} size="small" danger={act.isDanger} onClick={() => setOpen(act)}>
          {act.label}
        </Button>
      ))}
      {open && (
        <ActionForm<Record<string, never>>
          title={open.label}
          who={journey.name}
          what={open.what}
          initial={{}}
          submit={(_values, requestId) => open.submit(requestId)}
          saveText={open.label}
          isDanger={open.isDanger}
          reload={refresh}
          onDone={refresh}
          onClose={() => setOpen(null)}
        />
      )}
    </Space>
  );
}
