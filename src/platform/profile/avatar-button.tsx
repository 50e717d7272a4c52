import { Button } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { isH5 } from '../target';
import { stringField } from '../untrusted';
import { wechatApp } from '../wechat-app';

interface AvatarButtonProps {
  id: string;
  className: string;
  ariaLabel: string;
  disabled: boolean;
  /** Where the picture lies on the phone, for a moment only. */
  onChosen: (path: string) => void;
}

/** WeChat's own choice of a picture. One it finds unsafe, or a person who changes their mind, is no event at all. */
export function AvatarButton({
  id,
  className,
  ariaLabel,
  disabled,
  onChosen,
  children,
}: PropsWithChildren<AvatarButtonProps>) {
  const look = { id, className, ariaLabel, disabled, hoverClass: 'pressed' };
  const taken = (detail: unknown) => {
    const path = stringField(detail, 'avatarUrl');
    if (path !== undefined) onChosen(path);
  };
  if (isH5) {
    const choose = async () => {
      try {
        await wechatApp().requirePrivacyAuthorize();
      } catch {
        return;
      }
      taken(await wechatApp().chooseAvatar());
    };
    return (
      <Button {...look} onClick={() => void choose()}>
        {children}
      </Button>
    );
  }
  return (
    <Button {...look} openType="chooseAvatar" onChooseAvatar={(event) => taken(event.detail)}>
      {children}
    </Button>
  );
}
