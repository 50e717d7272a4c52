import type { AudienceJob, JobState } from '@contracts/audience/audience-jobs';
import { App as AntApp, Button, Skeleton, Table, Tag, Typography, type TableColumnsType } from 'antd';
import { useQueryString } from '../../../app/location';
import { Failure } from '../../../kit/failure';
import { usePages } from '../../../kit/list/use-pages';
import { useRefresh } from '../../../kit/use-refresh';
import { momentText, numberText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { audienceTexts, type AudienceTexts } from '../texts';

const WHILE_RUNNING_MS = 5000;
const colours: Readonly<Record<JobState, string>> = {
  prepared: 'default',
  running: 'processing',
  done: 'success',
  undoing: 'processing',
  undone: 'warning',
  closed: 'default',
};
const isUnderWay = ({ state }: AudienceJob): boolean => state === 'running' || state === 'undoing';

function UndoAct({ job }: { job: AudienceJob }) {
  const texts = usePageTexts(audienceTexts);
  const { modal } = AntApp.useApp();
  const refresh = useRefresh(['audience']);
  if (job.act.do !== 'tag' || (job.state !== 'done' && job.state !== 'running')) return null;
  return (
    <Button
      size="small"
      onClick={() =>
        void modal.confirm({
          title: `${texts.undo} · ${job.what}`,
          content: texts.undoWhat,
          okText: texts.undo,
          onOk: async () => {
            await api.audience.undoJob({ jobId: job.id });
            refresh();
          },
        })
      }
    >
      {texts.undo}
    </Button>
  );
}

function actText(texts: AudienceTexts, act: AudienceJob['act'], what: string): string {
  switch (act.do) {
    case 'coupon':
      return texts.gives(what, act.quantity);
    case 'tag':
      return texts.tags(what);
    case 'journey':
      return texts.enters(what);
    case 'task':
      return texts.opens(what, texts.taskBy[act.for]);
  }
}

function useColumns(): TableColumnsType<AudienceJob> {
  const texts = usePageTexts(audienceTexts);
  const query = useQueryString();
  const { job } = texts;
  return [
    { key: 'at', title: job.at, render: (_, { at }) => momentText(at) },
    { key: 'segment', title: texts.segment, dataIndex: 'segment' },
    {
      key: 'what',
      title: job.what,
      render: (_, { act, what }) => actText(texts, act, what),
    },
    {
      key: 'state',
      title: job.state,
      render: (_, { state }) => <Tag color={colours[state]}>{texts.states[state]}</Tag>,
    },
    {
      key: 'list',
      title: job.list,
      align: 'right',
      render: (_, { members, state, audienceId }) =>
        state === 'closed' ? (
          numberText(members)
        ) : (
          <Button
            type="link"
            size="small"
            aria-label={`${texts.frozenList} ${numberText(members)}`}
            onClick={() => query.set({ audience: audienceId }, 'push')}
          >
            {numberText(members)}
          </Button>
        ),
    },
    { key: 'done', title: job.done, align: 'right', render: (_, { done }) => numberText(done) },
    {
      key: 'skipped',
      title: job.skipped,
      render: (_, { skipped, undone }) => (
        <>
          {skipped.map(({ why, members }) => (
            <div key={why}>{texts.skipped(why, members)}</div>
          ))}
          {undone > 0 && <div>{texts.undone(undone)}</div>}
        </>
      ),
    },
    { key: 'by', title: job.by, dataIndex: 'byName' },
    { key: 'acts', title: '', render: (_, one) => <UndoAct job={one} /> },
  ];
}

/** What was done for segments: how far it came, who was left out and why. */
export function Jobs() {
  const texts = usePageTexts(audienceTexts);
  const columns = useColumns();
  const jobs = usePages(['audience', 'jobs'], (cursor) => api.audience.listJobs({ cursor }), {
    refetchInterval: (pages) => (pages.some((page) => page.jobs.some(isUnderWay)) ? WHILE_RUNNING_MS : false),
  });
  if (jobs.isPending) return <Skeleton active />;
  if (jobs.isError) return <Failure error={jobs.error} retry={() => void jobs.refetch()} />;
  return (
    <>
      <Table
        size="small"
        rowKey={({ id }) => id}
        columns={columns}
        dataSource={jobs.data.pages.flatMap((page) => page.jobs)}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Typography.Text>{texts.noJobs}</Typography.Text> }}
      />
      {jobs.hasNextPage && (
        <Button loading={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
