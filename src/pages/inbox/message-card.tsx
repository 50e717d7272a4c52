import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import type { MessageView } from '@contracts/message/message';
import { chinaTimeText } from '@contracts/primitives/time';
import { openPage } from '@/platform/opening/navigation';
import { messageService } from '@/services';
import styles from './message-card.module.scss';

const channelTexts: Record<MessageView['channel'], string> = {
  wechat: '微信已提醒',
  official_account: '公众号已提醒',
  official_notice: '公众号已提醒',
  inbox: '仅站内',
};

/** The page opens whether or not it could be noted. */
function follow({ id, page }: MessageView): void {
  void messageService.markRead({ messageIds: [id], clicked: true }).catch(() => undefined);
  void openPage(page);
}

/** One message; a tap leads where it says. */
export function MessageCard({ message }: { message: MessageView }) {
  return (
    <Tappable className={styles['card']} onPress={() => follow(message)}>
      <View className={styles['head']}>
        <Text className={styles['title']}>{message.title}</Text>
        {message.readAt === null && <Text className={styles['unread']}>未读</Text>}
      </View>
      {message.lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      <View className={styles['foot']}>
        <Text>
          {chinaTimeText(message.createdAt)} · {channelTexts[message.channel]}
        </Text>
        <Icon name="chevron" />
      </View>
    </Tappable>
  );
}
