import { ActionButton } from '@/components/action-button';
import { PageFailure } from '@/components/page/page-failure';
import { PageNote } from '@/components/page/page-note';
import type { TuankaError } from '@contracts/errors';
import { openApply } from '@/platform/opening/navigation';

/** A failed load on a leader's page: whoever is no leader reads how to become one. */
export const LeadersOnly = ({ error, onRetry }: { error: TuankaError; onRetry: () => void }) =>
  error.code === 'not_allowed' || error.code === 'not_a_member' ? (
    <>
      <PageNote icon="code" title="你还不是团长" text="想带邻居一起团？申请通过后就有自己的团码。" />
      <ActionButton id="apply" onPress={() => void openApply()}>
        申请当团长
      </ActionButton>
    </>
  ) : (
    <PageFailure error={error} onRetry={onRetry} />
  );
