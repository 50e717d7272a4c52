import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { MemberApi } from '@contracts/member/member';
import { ActionButton, actionClass } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { Avatar } from '@/components/member/avatar';
import { useAction } from '@/hooks/use-action';
import { AvatarButton } from '@/platform/profile/avatar-button';
import { readPicture } from '@/platform/profile/read-picture';
import { memberService } from '@/services';
import styles from './index.module.scss';

interface PortraitProps {
  avatar: ReturnType<MemberApi['readDetails']>['avatar'];
  name: string;
  onChanged: () => void;
}

const TOO_LARGE = '这张图片太大，请换一张';

/** The picture: chosen in WeChat, checked by it, and taken off at a tap. */
export function Portrait({ avatar, name, onChanged }: PortraitProps) {
  const [note, setNote] = useState<string | null>(null);
  const save = useAction(async (path: string) => {
    setNote(null);
    const picture = await readPicture(path);
    if (picture === null) return setNote(TOO_LARGE);
    await memberService.saveAvatar({ picture });
    onChanged();
  });
  const remove = useAction(async () => {
    await memberService.removeAvatar({});
    onChanged();
  });
  const busy = save.busy || remove.busy;
  const problem = note ?? save.error?.message ?? remove.error?.message ?? null;
  return (
    <View className={styles['portrait']}>
      <Avatar url={avatar?.url ?? null} name={name} />
      <View className={styles['choices']}>
        <Text className={styles['why']}>
          {avatar?.state === 'waiting'
            ? '正在审核，通过前只有你自己看得到'
            : '头像只用在你的会员资料里，商家查看会员时看得到'}
        </Text>
        <View className={styles['buttons']}>
          <AvatarButton
            id="choose-avatar"
            className={actionClass('secondary', busy)}
            ariaLabel={avatar ? '换一张头像' : '选择头像'}
            disabled={busy}
            onChosen={(path) => void save.run(path)}
          >
            {save.busy ? '正在上传…' : avatar ? '换一张' : '选择头像'}
          </AvatarButton>
          {avatar && (
            <ActionButton
              id="remove-avatar"
              look="quiet"
              compact
              disabled={busy}
              onPress={() => void remove.run(undefined)}
            >
              不用头像
            </ActionButton>
          )}
        </View>
        {problem !== null && <InlineNote text={problem} />}
      </View>
    </View>
  );
}
