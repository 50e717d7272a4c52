import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { PagedList } from '@/components/list/paged-list';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { AudienceJob } from '@contracts/audience/audience-jobs';
import { errorCatalogue } from '@contracts/errors';
import { chinaTimeText } from '@contracts/primitives/time';
import { jobStateWords, skipWord } from '@contracts/primitives/words/job-words';
import { useAction } from '@/hooks/use-action';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openAudienceList } from '@/platform/opening/navigation';
import { audienceService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { actText } from '../../components/words/job-text';

function JobCard({ job, onChange }: { job: AudienceJob; onChange: () => Promise<void> }) {
  const { ask, sheet } = useConfirmSheet();
  const undo = useAction(async () => {
    const sure = await ask({
      title: `撤销标签「${job.what}」？`,
      lines: ['只从这次打上的会员身上去掉；本来就有的留着。'],
      yes: '撤销',
    });
    if (!sure) return;
    await audienceService.undoJob({ jobId: job.id });
    await onChange();
  });
  const canUndo = job.act.do === 'tag' && (job.state === 'done' || job.state === 'running');
  return (
    <Card id={job.id}>
      <CardHead
        title={`${job.segment}：${actText(job)}`}
        state={jobStateWords[job.state]}
        tone={job.state === 'running' || job.state === 'undoing' ? 'on' : 'off'}
      />
      <CardLine text={`${chinaTimeText(job.at)} · ${job.byName} · ${job.reason}`} />
      <CardLine text={`名单 ${job.members} 人，做了 ${job.done} 人`} />
      {job.skipped.map(({ why, members }) => (
        <CardLine key={why} text={`没做 ${members} 人：${skipWord(why, errorCatalogue)}`} />
      ))}
      {job.undone > 0 && <CardLine text={`已撤销 ${job.undone} 人`} />}
      {undo.error && <InlineNote text={undo.error.message} />}
      <CardActions>
        {job.state !== 'closed' && (
          <ActionButton
            id={`list-${job.id}`}
            look="secondary"
            compact
            onPress={() => void openAudienceList(job.audienceId)}
          >
            看名单
          </ActionButton>
        )}
        {canUndo && (
          <ActionButton
            id={`undo-${job.id}`}
            look="secondary"
            compact
            disabled={undo.busy}
            onPress={() => void undo.run(undefined)}
          >
            撤销标签
          </ActionButton>
        )}
      </CardActions>
      {sheet}
    </Card>
  );
}

/** What was done to segments: how far it came, who was left out and why. */
export function Jobs() {
  const list = usePagedCall(async (cursor) => pageOf(await audienceService.listJobs({ cursor }), 'jobs'));
  return (
    <PagedList
      list={list}
      name="jobs"
      Failure={StaffOnly}
      keyOf={({ id }) => id}
      row={(job) => <JobCard job={job} onChange={list.reload} />}
      empty={{ icon: 'gift', title: '还没有对人群做过什么', text: '在「阶段」或「人群」里选一个' }}
    />
  );
}
