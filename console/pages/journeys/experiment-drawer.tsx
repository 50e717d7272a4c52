import { armWord } from '@contracts/primitives/words/journey-words';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Select, Skeleton, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { ActionForm } from '../../kit/action-form';
import { Failure } from '../../kit/failure';
import { useRefresh } from '../../kit/use-refresh';
import { momentText, moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { journeyTexts } from './texts';

type Experiment = Awaited<ReturnType<typeof api.journey.readExperiment>>;
type Arm = Experiment['arms'][number];

function Arms({ arms }: { arms: Arm[] }) {
  const texts = usePageTexts(journeyTexts);
  const count = (key: 'dealt' | 'exposed' | 'measured'): TableColumnsType<Arm>[number] => ({
    key,
    title: texts[key],
    align: 'right',
    render: (_, arm) => numberText(arm[key]),
  });
  const columns: TableColumnsType<Arm> = [
    { key: 'arm', title: texts.arm, render: (_, { arm }) => armWord(arm) },
    { key: 'share', title: texts.share, align: 'right', render: (_, { share }) => `${share / 100}%` },
    count('dealt'),
    count('exposed'),
    count('measured'),
    {
      key: 'bought',
      title: texts.bought,
      align: 'right',
      render: (_, { figures }) => figures && numberText(figures.bought),
    },
    {
      key: 'amount',
      title: texts.amount,
      align: 'right',
      render: (_, { figures }) => figures && moneyText(figures.amountFen),
    },
  ];
  return <Table size="small" rowKey="arm" columns={columns} dataSource={arms} pagination={false} />;
}

function EndForm({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const texts = usePageTexts(journeyTexts);
  const refresh = useRefresh(['journeys']);
  const options = experiment.arms
    .filter(({ arm }) => arm.startsWith('arm-'))
    .map(({ arm }) => ({ value: arm, label: armWord(arm) }));
  return (
    <ActionForm<{ winner: string }>
      title={texts.endExperiment}
      who={experiment.name}
      what={texts.endExperimentWhat}
      initial={{ winner: '' }}
      submit={({ winner }, requestId) =>
        api.journey.endExperiment(
          { experimentId: experiment.id, winner: winner === '' ? null : winner },
          { requestId },
        )
      }
      saveText={texts.endExperiment}
      onDone={refresh}
      onClose={onClose}
    >
      <Form.Item name="winner" label={texts.winner}>
        <Select options={[{ value: '', label: texts.noWinner }, ...options]} />
      </Form.Item>
    </ActionForm>
  );
}

/** What an experiment came to: numbers of members at once, figures and verdicts at the look that counts. */
export function ExperimentDrawer({ experimentId, onClose }: { experimentId: string; onClose: () => void }) {
  const texts = usePageTexts(journeyTexts);
  const [isEnding, setEnding] = useState(false);
  const read = useQuery({
    queryKey: ['journeys', 'experiment', experimentId],
    queryFn: () => api.journey.readExperiment({ experimentId }),
  });
  const experiment = read.data;
  return (
    <Drawer open title={experiment?.name ?? texts.tabs.experiments} onClose={onClose} size={860}>
      {read.isPending && <Skeleton active />}
      {read.isError && <Failure error={read.error} retry={() => void read.refetch()} />}
      {experiment && (
        <Space orientation="vertical" style={{ width: '100%' }}>
          {experiment.now < experiment.readAt && (
            <Alert type="info" title={texts.notYet(momentText(experiment.readAt))} />
          )}
          <Arms arms={experiment.arms} />
          {experiment.excluded > 0 && (
            <Alert type="info" title={texts.excluded(numberText(experiment.excluded))} />
          )}
          {experiment.comparisons.map(({ arm, against, what, text }) => (
            <div key={`${arm} ${against} ${what}`}>
              {texts.against(armWord(arm), armWord(against))} ·{' '}
              {what === 'amount' ? texts.money : texts.buyers}：{text}
            </div>
          ))}
          {experiment.state === 'running' && (
            <Button size="small" onClick={() => setEnding(true)}>
              {texts.endExperiment}
            </Button>
          )}
          {isEnding && <EndForm experiment={experiment} onClose={() => setEnding(false)} />}
        </Space>
      )}
    </Drawer>
  );
}
