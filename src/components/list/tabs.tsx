import { Text, View } from '@tarojs/components';
import { classNames } from '../class-names';
import { Tappable } from '../tappable';
import styles from './tabs.module.scss';

interface TabsProps<Name extends string> {
  tabs: readonly { name: Name; text: string }[];
  selected: Name;
  onSelect: (name: Name) => void;
}

/** Ways to look at one list; it stays at the top while the list scrolls. */
export const Tabs = <Name extends string>({ tabs, selected, onSelect }: TabsProps<Name>) => (
  <View className={styles['tabs']} ariaRole="tablist">
    {tabs.map(({ name, text }) => (
      <Tappable
        key={name}
        id={`tab-${name}`}
        className={classNames(styles['tab'], name === selected && styles['selected'])}
        role="tab"
        ariaLabel={name === selected ? `${text}，已选中` : text}
        onPress={() => onSelect(name)}
      >
        <Text>{text}</Text>
      </Tappable>
    ))}
  </View>
);
