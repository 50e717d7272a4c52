import type { ComponentType } from 'react';
import type { TuankaError } from '@contracts/errors';
import type { Call } from '@/hooks/use-call';
import { PageFailure } from './page-failure';
import { PageLoading } from './page-loading';

interface WaitProps {
  call: Pick<Call<unknown>, 'state' | 'reload'>;
  rows: number;
  /** Whether the outline has a card on top. */
  card?: boolean;
  Failure?: ComponentType<{ error: TuankaError; onRetry: () => void }>;
}

/** What stands where a page will be: its outline while it loads, or what went wrong and a way to try again. */
export const PageWait = ({
  call: { state, reload },
  rows,
  card = false,
  Failure = PageFailure,
}: WaitProps) => (
  <>
    {state.status === 'loading' && <PageLoading card={card} rows={rows} />}
    {state.status === 'failed' && <Failure error={state.error} onRetry={() => void reload()} />}
  </>
);
