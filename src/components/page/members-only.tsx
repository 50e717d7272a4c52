import type { TuankaError } from '@contracts/errors';
import { openJoin } from '@/platform/opening/navigation';
import { ActionButton } from '../action-button';
import { PageFailure } from './page-failure';
import { PageNote } from './page-note';

interface MembersOnlyProps {
  error: TuankaError;
  onRetry: () => void;
}

/** A failed load on a page for members: a guest is invited, anybody else reads what went wrong. */
export const MembersOnly = ({ error, onRetry }: MembersOnlyProps) =>
  error.code === 'not_a_member' ? (
    <PageNote icon="ticket" title="先领一张会员卡吧" text="入会免费，卡、券和消息都会放在这里">
      <ActionButton id="go-join" onPress={() => void openJoin(null)}>
        看看能领什么
      </ActionButton>
    </PageNote>
  ) : (
    <PageFailure error={error} onRetry={onRetry} />
  );
