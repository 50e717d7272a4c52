import { useRouter } from '@tarojs/taro';
import { ListNote } from '@/components/card/card';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, SelectField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import { NumberField, TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { useRequestId } from '@/hooks/use-request-id';
import { replaceByAudience } from '@/platform/opening/navigation';
import { audienceService, couponService } from '@/services';
import { allPages } from '@/services/all-pages';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { StaffOnly } from '../../components/staff-only';
import { actText } from '../../components/words/job-text';
import { checkJob, EMPTY_JOB, type JobDraft, type JobWish } from './job-draft';

interface Choice {
  id: CouponTemplateId;
  name: string;
}

const kinds = [
  { id: 'coupon', name: '发券' },
  { id: 'tag', name: '打标签' },
] as const;

/** Those that can be given now. */
async function readChoices(): Promise<Choice[]> {
  const pages = await allPages((cursor) => couponService.listTemplates({ cursor }));
  return pages
    .flatMap(({ templates }) => templates)
    .filter(({ status }) => status === 'published')
    .map(({ templateId, terms }) => ({ id: templateId, name: terms.title }));
}

interface FieldsProps {
  choices: readonly Choice[];
  draft: JobDraft;
  change: (some: Partial<JobDraft>) => void;
}

const Fields = ({ choices, draft, change }: FieldsProps) => (
  <FormPanel>
    <ChipsField
      id="kind"
      label="做什么"
      options={kinds}
      chosen={[draft.kind]}
      onToggle={(kind) => change({ kind })}
    />
    {draft.kind === 'coupon' ? (
      <>
        <SelectField
          id="template"
          label="哪种券"
          options={choices}
          chosen={draft.templateId}
          onPick={(templateId) => change({ templateId })}
        />
        <NumberField
          id="quantity"
          label="每人"
          unit="张"
          maxlength={2}
          {...typedIn(draft, change, 'quantity')}
        />
        <FormHint text="关闭了个性化推荐的会员不发，人数会列出来" />
      </>
    ) : (
      <>
        <TextField
          id="tag"
          label="标签"
          placeholder="最多 20 个字"
          maxlength={20}
          {...typedIn(draft, change, 'tag')}
        />
        <FormHint text="30 天内可以撤销，只去掉这次打上的" />
      </>
    )}
    <TextField
      id="reason"
      label="原因"
      placeholder="会记在操作日志里"
      maxlength={100}
      {...typedIn(draft, change, 'reason')}
    />
  </FormPanel>
);

/** First the list is settled and counted, then somebody says yes, and then it is done. */
function useGiving(segmentId: string, saved: () => void) {
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const give = useAction(async (wish: JobWish) => {
    const input = { segmentId, ...wish };
    const { job } = await audienceService.prepareJob(input, { requestId: request.idFor(input) });
    const sure = await ask({
      title: `给「${job.segment}」${actText(job)}？`,
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

/** 给人群发券或打标签: to everybody of a segment as it is now. */
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
          <Fields choices={state.snapshot.data} draft={form.draft} change={form.change} />
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
