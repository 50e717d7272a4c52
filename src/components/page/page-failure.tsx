import type { TuankaError } from '@contracts/errors';
import { errorCatalogue } from '@contracts/errors';
import { openHome } from '@/platform/opening/navigation';
import { ActionButton } from '../action-button';
import { PageNote } from './page-note';

interface PageFailureProps {
  error: TuankaError;
  onRetry: () => void;
}

/** A page that could not be loaded: why, in the catalogue's words, and the way to try again, where that can help. */
export const PageFailure = ({ error, onRetry }: PageFailureProps) => {
  const { kind, message } = errorCatalogue[error.code];
  if (kind === 'not_found' || kind === 'forbidden') return <NotHere title={titles[kind]} text={message} />;
  return (
    <PageNote
      icon={error.code === 'offline' ? 'cloud-off' : 'note'}
      title={error.code === 'offline' ? '没有连上网络' : '没有加载出来'}
      text={message}
    >
      <ActionButton id="retry" look="secondary" onPress={onRetry}>
        再试一次
      </ActionButton>
    </PageNote>
  );
};

const titles = { not_found: '这里没有内容', forbidden: '这一页不对你开放' } as const;

/** Trying again cannot help: why, and the way out. */
export const NotHere = ({ title, text }: { title: string; text: string }) => (
  <PageNote icon="shield" title={title} text={text}>
    <ActionButton id="go-home" look="secondary" onPress={() => void openHome()}>
      回首页
    </ActionButton>
  </PageNote>
);
