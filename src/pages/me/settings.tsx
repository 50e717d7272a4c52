import { Text, View } from '@tarojs/components';
import { Toggle } from '@/components/form/toggle';
import { Icon } from '@/components/icon';
import { LinkRow } from '@/components/list/link-row';
import { setLargeText, useLargeText } from '@/hooks/use-large-text';
import {
  openBuy,
  openCheckIn,
  openIdentity,
  openInvite,
  openLeaderCode,
  openOrders,
  openPoints,
} from '@/platform/opening/navigation';
import { openPrivacyContract } from '@/platform/consent/privacy';
import styles from './settings.module.scss';

/** What anybody may open, and how the app looks. */
export function Settings() {
  const large = useLargeText();
  return (
    <View className={styles['panel']}>
      <View className={styles['row']}>
        <Icon name="text" />
        <Text className={styles['text']}>大字模式</Text>
        <Toggle id="large-text" on={large} label="大字模式" onTurn={setLargeText} />
      </View>
      <LinkRow id="points" icon="points" text="我的积分" onPress={() => void openPoints()} />
      <LinkRow id="check-in" icon="gift" text="福利" onPress={() => void openCheckIn()} />
      <LinkRow id="orders" icon="receipt" text="我的订单" onPress={() => void openOrders()} />
      <LinkRow id="buy" icon="pay" text="买单" onPress={() => void openBuy()} />
      <LinkRow id="identity" icon="phone" text="身份与隐私" onPress={() => void openIdentity()} />
      <LinkRow id="invite" icon="people" text="邀请有礼" onPress={() => void openInvite()} />
      <LinkRow id="leader-code" icon="code" text="我的团码与团队" onPress={() => void openLeaderCode()} />
      <LinkRow id="privacy" icon="shield" text="隐私保护指引" onPress={() => void openPrivacyContract()} />
    </View>
  );
}
