import { Button } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { isH5 } from '../target';

/** Opens WeChat's share sheet with what the page's `useShareAppMessage` says; the simulated phone cannot share. */
export const ShareButton = ({
  className,
  children,
}: PropsWithChildren<{ className?: string | undefined }>) =>
  isH5 ? null : (
    <Button className={className} hoverClass="pressed" openType="share">
      {children}
    </Button>
  );
