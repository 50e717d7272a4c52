import { Image, Text, View } from '@tarojs/components';
import { useState } from 'react';
import styles from './avatar.module.scss';

/** The member's picture, or the first letter of their name where there is none or it cannot be fetched. */
export function Avatar({ url, name }: { url: string | null; name: string }) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <View className={styles['avatar']}>
      {url !== null && broken !== url ? (
        <Image
          className={styles['picture'] ?? ''}
          src={url}
          mode="aspectFill"
          onError={() => setBroken(url)}
        />
      ) : (
        <Text>{Array.from(name)[0] ?? '会'}</Text>
      )}
    </View>
  );
}
