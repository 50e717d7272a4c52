import { Text, View } from '@tarojs/components';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { ActionButton } from '../action-button';
import styles from './sheet.module.scss';

export interface Question {
  title: string;
  /** What it is about in one figure: an amount, a number of people. */
  figure?: string | undefined;
  /** What happens then, to whom, and what cannot be taken back. */
  lines: readonly string[];
  /** The deed in words, never 确定. */
  yes: string;
}

interface Asked {
  question: Question;
  answer: (sure: boolean) => void;
}

/**
 * Asks before something that cannot be taken back. The page draws `sheet`; `ask` answers once somebody has decided,
 * and with no when the page goes.
 */
export function useConfirmSheet(): { ask: (question: Question) => Promise<boolean>; sheet: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = useRef<Asked | null>(null);
  open.current = asked;
  useEffect(() => () => open.current?.answer(false), []);
  const ask = useCallback(
    (question: Question) =>
      new Promise<boolean>((resolve) => {
        const answer = (sure: boolean) => {
          setAsked(null);
          resolve(sure);
        };
        setAsked({ question, answer });
      }),
    [],
  );
  return { ask, sheet: asked && <ConfirmSheet {...asked} /> };
}

const ConfirmSheet = ({ question, answer }: Asked) => (
  <View className={styles['veil']} catchMove onClick={() => answer(false)}>
    <View
      id="confirm-sheet"
      className={styles['sheet']}
      ariaRole="dialog"
      ariaLabel={question.title}
      onClick={(event) => event.stopPropagation()}
    >
      <Text className={styles['title']}>{question.title}</Text>
      {question.figure !== undefined && <Text className={styles['figure']}>{question.figure}</Text>}
      {question.lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      <ActionButton id="sure-yes" onPress={() => answer(true)}>
        {question.yes}
      </ActionButton>
      <ActionButton id="sure-no" look="quiet" onPress={() => answer(false)}>
        再想想
      </ActionButton>
    </View>
  </View>
);
