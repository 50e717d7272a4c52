import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

interface TappableProps {
  id?: string | undefined;
  className?: string | undefined;
  /** Needed where what is inside is not a text that says what the tap does. */
  ariaLabel?: string | undefined;
  /** One of the tabs of a `tablist`. */
  role?: 'button' | 'tab';
  onPress: () => void;
}

/** Anything that is not shaped like a button but is tapped: a card, a row. */
export const Tappable = ({
  id,
  className,
  ariaLabel,
  role = 'button',
  onPress,
  children,
}: PropsWithChildren<TappableProps>) => (
  <View
    id={id}
    className={className}
    hoverClass="pressed"
    ariaRole={role}
    ariaLabel={ariaLabel}
    onClick={onPress}
  >
    {children}
  </View>
);
