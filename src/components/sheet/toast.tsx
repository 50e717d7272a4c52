import { Text, View } from '@tarojs/components';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useAction } from '@/hooks/use-action';
import { Tappable } from '../tappable';
import styles from './sheet.module.scss';

/** How long a toast stays; one that can be undone waits for a slower hand. */
const STAYS_MS = 4_000;
const UNDO_STAYS_MS = 8_000;

interface Said {
  text: string;
  /** Takes it back, and answers with what to say then. */
  undo: (() => Promise<string>) | null;
}

/** What was done, said at the bottom of the page, with a way to take it back while it stands there. */
export function useToast(): { say: (text: string, undo?: Said['undo']) => void; toast: ReactNode } {
  const [said, setSaid] = useState<Said | null>(null);
  const say = useCallback((text: string, undo: Said['undo'] = null) => setSaid({ text, undo }), []);
  const gone = useCallback(() => setSaid(null), []);
  return { say, toast: said && <Toast said={said} say={say} onGone={gone} /> };
}

function Toast({ said, say, onGone }: { said: Said; say: (text: string) => void; onGone: () => void }) {
  const undo = useAction(async (back: () => Promise<string>) => say(await back()));
  useEffect(() => {
    if (undo.busy) return undefined;
    const timer = setTimeout(onGone, said.undo ? UNDO_STAYS_MS : STAYS_MS);
    return () => clearTimeout(timer);
  }, [said, undo.busy, onGone]);
  const back = said.undo;
  return (
    <View className={styles['toast']} ariaRole="status">
      <Text className={styles['words']}>{undo.error ? `没有撤销：${undo.error.message}` : said.text}</Text>
      {back && (
        <Tappable id="toast-undo" className={styles['undo']} onPress={() => void undo.run(back)}>
          <Text>{undo.busy ? '撤销中…' : '撤销'}</Text>
        </Tappable>
      )}
    </View>
  );
}
