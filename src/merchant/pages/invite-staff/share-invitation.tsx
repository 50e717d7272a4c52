import { actionClass, ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import type { InvitationView } from '@contracts/merchant/staff';
import { copyText } from '@/platform/share/clipboard';
import { ShareButton } from '@/platform/share/share-button';
import { roleTexts } from '../../components/words/role-text';

interface ShareProps {
  code: string;
  invitation: InvitationView;
  onAnother: () => void;
}

/** The link, once: it is kept nowhere. */
export const ShareInvitation = ({ code, invitation: { name, role }, onAnother }: ShareProps) => (
  <Card id="made-invitation">
    <CardHead title={`给${name}的邀请做好了`} state={roleTexts[role]} />
    <CardLine text="只能一个人用一次，三天内有效。离开这页后链接不再显示，请现在发给他。" />
    <ShareButton className={actionClass('primary')}>发给微信好友</ShareButton>
    <ActionButton
      id="copy-invitation"
      look="secondary"
      onPress={() => void copyText(`/merchant/pages/staff-invitation/index?c=${code}`)}
    >
      复制页面路径
    </ActionButton>
    <ActionButton id="invite-another" look="quiet" onPress={onAnother}>
      再邀请一位
    </ActionButton>
  </Card>
);
