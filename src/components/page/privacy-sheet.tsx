import { Button, Text, View } from '@tarojs/components';
import { useSyncExternalStore } from 'react';
import { AGREE_BUTTON_ID, openPrivacyContract, privacyRequests } from '@/platform/consent/privacy';
import { ActionButton, actionClass } from '../action-button';
import styles from './privacy-sheet.module.scss';

/** Opens when WeChat needs the shopper's consent before it goes on. */
export function PrivacySheet() {
  const pending = useSyncExternalStore(
    privacyRequests.subscribe,
    privacyRequests.isPending,
    privacyRequests.isPending,
  );
  if (!pending) return null;
  return (
    <View className={styles['veil']} catchMove>
      <View className={styles['sheet']} ariaRole="dialog">
        <Text className={styles['title']}>先征得你的同意</Text>
        <Text>接下来的功能需要用到你的微信信息，用途写在隐私保护指引里。不同意也可以继续浏览。</Text>
        <View
          className={styles['link']}
          hoverClass="pressed"
          ariaRole="link"
          onClick={() => void openPrivacyContract()}
        >
          <Text>查看《用户隐私保护指引》</Text>
        </View>
        <Button
          id={AGREE_BUTTON_ID}
          className={actionClass('primary')}
          hoverClass="pressed"
          openType="agreePrivacyAuthorization"
          onAgreePrivacyAuthorization={() => privacyRequests.decide(true)}
        >
          同意并继续
        </Button>
        <ActionButton look="quiet" onPress={() => privacyRequests.decide(false)}>
          不同意
        </ActionButton>
      </View>
    </View>
  );
}
