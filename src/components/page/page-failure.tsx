import type { TuankaError } from '@contracts/errors';
import { errorCatalogue } from '@contracts/errors';
import { ActionButton } from '../action-button';
import { PageNote } from './page-note';

interface PageFailureProps {
  error: TuankaError;
  onRetry: () => void;
}

/** A page that could not be loaded: why, in the catalogue's words, and the way to try again. */
export const PageFailure = ({ error, onRetry }: PageFailureProps) => (
  <PageNote
    icon={error.code === 'offline' ? 'cloud-off' : 'note'}
    title={error.code === 'offline' ? '没有连上网络' : '没有加载出来'}
    text={errorCatalogue[error.code].message}
  >
    <ActionButton id="retry" look="secondary" onPress={onRetry}>
      再试一次
    </ActionButton>
  </PageNote>
);
