import { View } from '@tarojs/components';
import { classNames } from './class-names';

export type IconName =
  | 'scan'
  | 'chevron'
  | 'check'
  | 'bell'
  | 'ticket'
  | 'cloud-off'
  | 'note'
  | 'phone'
  | 'code'
  | 'shield'
  | 'text'
  | 'gift'
  | 'points'
  | 'receipt'
  | 'bag'
  | 'undo'
  | 'card'
  | 'share'
  | 'pay'
  | 'people'
  | 'work'
  | 'call'
  | 'empty';

/** A small icon on a disc: one of a list of good things. */
export const IconDisc = ({ name }: { name: IconName }) => (
  <View className="icon-disc">
    <Icon name={name} className="icon-small" />
  </View>
);

/** Decoration beside a text. An icon that stands alone gets its `ariaLabel` on the button around it. */
export const Icon = ({ name, className }: { name: IconName; className?: string | undefined }) => (
  <View className={classNames('icon', `icon-${name}`, className)} />
);
