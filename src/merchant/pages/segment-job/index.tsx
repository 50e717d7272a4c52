import { useRouter } from '@tarojs/taro';
import { ListNote } from '@/components/card/card';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody } from '@/components/form/form';
import { SaveBar } from '@/components/form/save-bar';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { useRequestId } from '@/hooks/use-request-id';
import { replaceByAudience } from '@/platform/opening/navigation';
import { audienceService, couponService, journeyService } from '@/services';
import { allPages } from '@/services/all-pages';
import { StaffOnly } from '../../components/staff-only';
import { actText } from '../../components/words/job-text';
import { ActFields, type Choices } from './act-fields';
import { checkJob, EMPTY_JOB, type JobWish } from './job-draft';

/** What can be given now, and journeys that run. */
async function readChoices(): Promise<Choices> {
  const [pages, { journeys }] = await Promise.all([
    allPages((cursor) => couponService.listTemplates({ cursor })),
    journeyService.listJourneys({}),
  ]);
  return {
    templates: pages
      .flatMap(({ templates }) => templates)
      .filter(({ status }) => status === 'published')
      .map(({ templateId, terms }) => ({ id: templateId, name: terms.title })),
    journeys: journeys.filter(({ status }) => status === 'running').map(({ id, name }) => ({ id, name })),
  };
}

/** First the list is settled and counted, then somebody says yes, and then it is done. */
function useGiving(segmentId: string, saved: () => void) {
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const give = useAction(async (wish: JobWish) => {
    const input = { segmentId, ...wish };
    const { job } = await audienceService.prepareJob(input, { requestId: request.idFor(input) });
    const sure = await ask({
      title: `对「${job.segment}」：${actText(job)}？`,
      figure: `${job.members} 人`,
      lines: ['名单已经定下：之后进来的不算，之后离开的照做。', '没做的人和原因会一一列出。'],
      yes: '开始',
    });
    if (!sure) return;
    await audienceService.beginJob({ jobId: job.id });
    request.done();
    saved();
    await replaceByAudience();
  });
  return { give, sheet };
}

/** 对这群人做点什么: to everybody of a segment as it is now. */
export default function SegmentJobPage() {
  const { id = '' } = useRouter().params;
  const { state, reload } = useCall(readChoices);
  useLoadOnShow(reload);
  const form = useForm({ first: EMPTY_JOB, check: checkJob });
  const { give, sheet } = useGiving(id, () => form.saved());
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <FormBody form={form}>
          <ListNote text="先数清楚有多少人，你确认后才开始" />
          <ActFields choices={state.snapshot.data} draft={form.draft} change={form.change} />
          <SaveBar
            id="prepare"
            text="数一数有多少人"
            busyText="正在数…"
            form={form}
            busy={give.busy}
            error={give.error}
            onSave={(wish) => void give.run(wish)}
          />
        </FormBody>
      )}
      {sheet}
    </PageShell>
  );
}
