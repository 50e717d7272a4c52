import { PageFailure } from '@/components/page/page-failure';
import { PageNote } from '@/components/page/page-note';
import type { TuankaError } from '@contracts/errors';

/** A failed load on a page for the merchant's staff: others read whose page it is. */
export const StaffOnly = ({ error, onRetry }: { error: TuankaError; onRetry: () => void }) =>
  error.code === 'not_allowed' ? (
    <PageNote icon="shield" title="这里是运营的页面" text="需要店主给你开通运营权限" />
  ) : (
    <PageFailure error={error} onRetry={onRetry} />
  );
