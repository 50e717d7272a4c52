import type { CallState } from '@/hooks/use-call';
import { ActionButton } from '../action-button';
import { InlineNote } from '../inline-note';

interface StaleNoteProps<T> {
  state: CallState<T>;
  onRetry: () => void;
}

/** Above content that could not be refreshed. */
export function StaleNote<T>({ state, onRetry }: StaleNoteProps<T>) {
  if (state.status !== 'ready' || state.problem === null) return null;
  return (
    <InlineNote icon="cloud-off" text="暂时没能更新，下面是上次看到的内容">
      <ActionButton id="retry" look="secondary" onPress={onRetry}>
        再试一次
      </ActionButton>
    </InlineNote>
  );
}
