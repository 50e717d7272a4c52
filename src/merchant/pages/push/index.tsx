import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { refuse } from '@contracts/errors';
import { isPushId, type PushId } from '@contracts/primitives/ids';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { messageService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { PushActions } from './push-actions';
import { PushPreviewFacts, PushResults, PushSummary } from './push-facts';

/** How often the progress of a push that is being sent is read again. */
const LOOK_EVERY_MS = 5_000;

/** A draft is counted on while the page is open; a finished or running push is only read. */
async function look(pushId: PushId) {
  const { push } = await messageService.readPush({ pushId });
  return push.status === 'draft' && !push.preview.complete
    ? (await messageService.previewPush({ pushId })).push
    : push;
}

/** 推送详情: preview, approval, progress and result of one push. */
export default function PushPage() {
  const { params } = useRouter();
  const { state, reload } = useCall(async () => {
    if (!isPushId(params['id'])) throw refuse('push_not_found');
    return look(params['id']);
  });
  useOnShow(() => void reload());
  const push = state.status === 'ready' ? state.snapshot.data : null;
  const counting = push?.status === 'draft' && !push.preview.complete;
  useEffect(() => {
    if (!push || (!counting && push.status !== 'sending')) return undefined;
    const timer = setTimeout(() => void reload(), counting ? 0 : LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [push, counting, reload]);

  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {push && (
        <>
          <PushSummary push={push} />
          {push.results.length > 0 && <PushResults results={push.results} />}
          <PushPreviewFacts push={push} />
          <PushActions push={push} onChanged={() => void reload()} />
        </>
      )}
    </PageShell>
  );
}
