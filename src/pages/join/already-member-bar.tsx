import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { openHome } from '@/platform/opening/navigation';

/** A member who scans again: nothing changes, and the card is one tap away. */
export const AlreadyMemberBar = () => (
  <ActionBar>
    <InlineNote icon="check" tone="calm" text="你已是会员，卡和券都在首页，不用再领一次。" />
    <ActionButton id="go-home" onPress={() => void openHome()}>
      去看我的卡和券
    </ActionButton>
  </ActionBar>
);
