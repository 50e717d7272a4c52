import { Switch, Text, View } from '@tarojs/components';
import { Icon, type IconName } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import { setLargeText, useLargeText } from '@/hooks/use-large-text';
import {
  openBuy,
  openCharge,
  openHandover,
  openIdentity,
  openIdentityDecisions,
  openInvite,
  openInviteRule,
  openIssueRules,
  openLeaders,
  openLeaderCode,
  openOrders,
  openPoints,
  openPointsRule,
  openPushes,
  openRedeemDesk,
  openTemplates,
} from '@/platform/navigation';
import { openPrivacyContract } from '@/platform/privacy';
import styles from './settings.module.scss';

interface LinkRowProps {
  id: string;
  icon: IconName;
  text: string;
  onPress: () => void;
}

const LinkRow = ({ id, icon, text, onPress }: LinkRowProps) => (
  <Tappable id={id} className={styles['row']} onPress={onPress}>
    <Icon name={icon} />
    <Text className={styles['text']}>{text}</Text>
    <Icon name="chevron" />
  </Tappable>
);

export function Settings() {
  const large = useLargeText();
  return (
    <View className={styles['panel']}>
      <View className={styles['row']}>
        <Icon name="text" />
        <Text className={styles['text']}>大字模式</Text>
        <Switch
          id="large-text"
          checked={large}
          color="#0f766e"
          ariaLabel="大字模式"
          onChange={(event) => setLargeText(event.detail.value)}
        />
      </View>
      <LinkRow id="points" icon="gift" text="我的积分" onPress={() => void openPoints()} />
      <LinkRow id="orders" icon="note" text="我的订单" onPress={() => void openOrders()} />
      <LinkRow id="buy" icon="ticket" text="买单" onPress={() => void openBuy()} />
      <LinkRow id="identity" icon="phone" text="身份与隐私" onPress={() => void openIdentity()} />
      <LinkRow id="invite" icon="ticket" text="邀请有礼" onPress={() => void openInvite()} />
      <LinkRow id="leader-code" icon="code" text="我的团码与团队" onPress={() => void openLeaderCode()} />
      <LinkRow id="leaders" icon="code" text="团长管理（运营）" onPress={() => void openLeaders()} />
      <LinkRow id="charge" icon="scan" text="店员收款" onPress={() => void openCharge()} />
      <LinkRow id="pushes" icon="bell" text="推送与消息（运营）" onPress={() => void openPushes()} />
      <LinkRow id="redeem" icon="scan" text="店员核销" onPress={() => void openRedeemDesk()} />
      <LinkRow id="handover" icon="gift" text="店员发放兑换品" onPress={() => void openHandover()} />
      <LinkRow id="points-rule" icon="gift" text="积分设置（运营）" onPress={() => void openPointsRule()} />
      <LinkRow id="issue-rules" icon="note" text="发卡规则（运营）" onPress={() => void openIssueRules()} />
      <LinkRow
        id="identity-decisions"
        icon="phone"
        text="会员身份待办（运营）"
        onPress={() => void openIdentityDecisions()}
      />
      <LinkRow id="templates" icon="ticket" text="券模板" onPress={() => void openTemplates()} />
      <LinkRow id="invites" icon="note" text="邀请规则（运营）" onPress={() => void openInviteRule()} />
      <LinkRow id="privacy" icon="shield" text="隐私保护指引" onPress={() => void openPrivacyContract()} />
    </View>
  );
}
