import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { brandStyle, useBrandTones } from '@/components/page/use-brand';
import { useLargeText } from '@/hooks/use-large-text';
import { useOnline } from '@/hooks/use-online';
import { isH5 } from '@/platform/target';
import { findWechatApp } from '@/platform/wechat-app';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import styles from './page-shell.module.scss';
import { PrivacySheet } from './privacy-sheet';
import { StageMissing } from './stage-missing';

/** Around every page: text size, the offline note, and the consent sheet when WeChat asks for it. */
export function PageShell({ className, children }: PropsWithChildren<{ className?: string | undefined }>) {
  const large = useLargeText();
  const tones = useBrandTones();
  const online = useOnline();
  const stageMissing = isH5 && findWechatApp() === undefined;
  return (
    <View
      className={classNames('tk', large && 'tk-large', styles['shell'], className)}
      {...(tones && { style: brandStyle(tones) })}
    >
      {!online && (
        <View className={styles['offline']} ariaRole="alert">
          <Icon name="cloud-off" />
          <Text>网络断开了，显示的可能不是最新内容</Text>
        </View>
      )}
      {stageMissing ? <StageMissing /> : children}
      {!isH5 && <PrivacySheet />}
    </View>
  );
}
