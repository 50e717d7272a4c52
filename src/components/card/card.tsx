import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { Tappable } from '../tappable';
import styles from './card.module.scss';

interface CardProps {
  id?: string;
  /** The whole card leads somewhere. */
  onOpen?: () => void;
}

/** A white card of a list: one thing with its lines and what can be done with it. */
export const Card = ({ id, onOpen, children }: PropsWithChildren<CardProps>) =>
  onOpen ? (
    <Tappable id={id} className={styles['card']} onPress={onOpen}>
      {children}
    </Tappable>
  ) : (
    <View id={id} className={styles['card']}>
      {children}
    </View>
  );

interface CardHeadProps {
  title: string;
  /** How it stands, at the right. */
  state?: string | undefined;
  tone?: 'on' | 'off' | 'bad';
}

export const CardHead = ({ title, state, tone = 'on' }: CardHeadProps) => (
  <View className={styles['head']}>
    <Text className={styles['title']}>{title}</Text>
    {state !== undefined && <Text className={styles[tone]}>{state}</Text>}
  </View>
);

/** A quiet line of a card. */
export const CardLine = ({ text }: { text: string }) => <Text className={styles['line']}>{text}</Text>;

/** A quiet line above the cards of a list: how many, since when. */
export const ListNote = ({ text }: { text: string }) => (
  <View className={styles['note']}>
    <Text className={styles['line']}>{text}</Text>
  </View>
);

/** What can be done with it, side by side while they fit. */
export const CardActions = ({ children }: PropsWithChildren) => (
  <View className={styles['actions']}>{children}</View>
);
