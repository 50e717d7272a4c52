import { Text } from '@tarojs/components';
import { Icon, type IconName } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import styles from './settings.module.scss';

export interface LinkRowProps {
  id: string;
  icon: IconName;
  text: string;
  onPress: () => void;
}

/** A line of 我的 that opens a page. */
export const LinkRow = ({ id, icon, text, onPress }: LinkRowProps) => (
  <Tappable id={id} className={styles['row']} onPress={onPress}>
    <Icon name={icon} />
    <Text className={styles['text']}>{text}</Text>
    <Icon name="chevron" />
  </Tappable>
);
