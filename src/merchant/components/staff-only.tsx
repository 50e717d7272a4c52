import { NotHere, PageFailure } from '@/components/page/page-failure';
import type { TuankaError } from '@contracts/errors';

interface FailureProps {
  error: TuankaError;
  onRetry: () => void;
}

/** A failed load on a page for the merchant's staff: others read whose page it is, and get out. */
export const StaffOnly = ({ error, onRetry }: FailureProps) =>
  error.code === 'not_allowed' ? (
    <NotHere title="这里是运营的页面" text="需要店主给你开通运营权限" />
  ) : (
    <PageFailure error={error} onRetry={onRetry} />
  );

/** The same for a page of the counter. */
export const ClerksOnly = ({ error, onRetry }: FailureProps) =>
  error.code === 'not_allowed' ? (
    <NotHere title="这里是店员的页面" text="请店主开通店员权限，再由运营在「员工与门店」里选好你工作的门店" />
  ) : (
    <PageFailure error={error} onRetry={onRetry} />
  );
