import { Text } from '@tarojs/components';
import { Icon, type IconName } from '../icon';
import { Tappable } from '../tappable';
import styles from './link-row.module.scss';

export interface LinkRowProps {
  id: string;
  icon: IconName;
  text: string;
  /** How much waits there; nothing is drawn for none. */
  count?: string | undefined;
  onPress: () => void;
}

/** A line that opens a page. */
export const LinkRow = ({ id, icon, text, count, onPress }: LinkRowProps) => (
  <Tappable id={id} className={styles['row']} onPress={onPress}>
    <Icon name={icon} />
    <Text className={styles['text']}>{text}</Text>
    {count !== undefined && <Text className={styles['count']}>{count}</Text>}
    <Icon name="chevron" />
  </Tappable>
);
