import { Button } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import styles from './action-button.module.scss';
import { classNames } from './class-names';

export type ActionLook = 'primary' | 'secondary' | 'quiet';

/** The class of a button's look, for buttons that WeChat must own (phone, share, consent). */
export const actionClass = (look: ActionLook, disabled = false): string =>
  classNames(styles['button'], styles[look], disabled && styles['resting']);

interface ActionButtonProps {
  id?: string;
  look?: ActionLook;
  disabled?: boolean;
  /** As wide as its words, beside others. */
  compact?: boolean;
  ariaLabel?: string;
  onPress: () => void;
}

export function ActionButton({
  id,
  look = 'primary',
  disabled = false,
  compact = false,
  ariaLabel,
  onPress,
  children,
}: PropsWithChildren<ActionButtonProps>) {
  return (
    <Button
      id={id}
      className={classNames(actionClass(look, disabled), compact && styles['compact'])}
      disabled={disabled}
      hoverClass="pressed"
      ariaLabel={ariaLabel}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {children}
    </Button>
  );
}
