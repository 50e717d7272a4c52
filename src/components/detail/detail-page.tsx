import type { ComponentType, ReactNode } from 'react';
import type { TuankaError } from '@contracts/errors';
import type { Call } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { PageFailure } from '../page/page-failure';
import { PageLoading } from '../page/page-loading';
import { PageShell } from '../page/page-shell';
import { StaleNote } from '../page/stale-note';

interface DetailPageProps<Data> {
  call: Call<Data>;
  children: (data: Data, again: () => void) => ReactNode;
  Failure?: ComponentType<{ error: TuankaError; onRetry: () => void }>;
  outline?: number;
}

/** A page about one thing: read whenever it is shown, with its outline, what went wrong, and the last known content. */
export function DetailPage<Data>({
  call,
  children,
  Failure = PageFailure,
  outline = 4,
}: DetailPageProps<Data>) {
  const { state, reload } = call;
  const again = () => void reload();
  useOnShow(again);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={outline} />}
      {state.status === 'failed' && <Failure error={state.error} onRetry={again} />}
      {state.status === 'ready' && children(state.snapshot.data, again)}
    </PageShell>
  );
}
