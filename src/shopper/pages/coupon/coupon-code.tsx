import { Text, View } from '@tarojs/components';
import { SectionTitle } from '@/components/section-title';
import styles from './index.module.scss';

/** `0123456789012345` → groups of four, for reading aloud. */
const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ');

/** What the owner shows at the counter; the clerk types it where nothing can be scanned. */
export const CouponCode = ({ code }: { code: string }) => (
  <>
    <SectionTitle text="出示给店员" />
    <View className={styles['code']}>
      <Text className={styles['digits']} userSelect>
        {grouped(code)}
      </Text>
      <Text className={styles['hint']}>店员输入这 16 位券码，或扫你的会员码，就能核销</Text>
    </View>
  </>
);
