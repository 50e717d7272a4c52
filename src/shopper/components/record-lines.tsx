import { Text, View } from '@tarojs/components';
import { SectionTitle } from '@/components/section-title';
import styles from './record-lines.module.scss';

export interface RecordLine {
  key: string;
  what: string;
  /** How it stands, at the right. */
  state: string;
  isBad?: boolean;
}

interface RecordLinesProps {
  id: string;
  title: string;
  lines: readonly RecordLine[];
  /** What stands there while there are none; without it nothing is drawn. */
  empty?: string;
}

/** A panel of short lines: what it is, and how it stands. */
export const RecordLines = ({ id, title, lines, empty }: RecordLinesProps) =>
  lines.length === 0 && empty === undefined ? null : (
    <>
      <SectionTitle text={title} />
      <View id={id} className={styles['panel']}>
        {lines.length === 0 && <Text className={styles['none']}>{empty}</Text>}
        {lines.map(({ key, what, state, isBad = false }) => (
          <View key={key} className={styles['row']}>
            <Text className={styles['what']}>{what}</Text>
            <Text className={isBad ? styles['bad'] : styles['calm']}>{state}</Text>
          </View>
        ))}
      </View>
    </>
  );
