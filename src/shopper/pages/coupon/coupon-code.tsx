import { Text, View } from '@tarojs/components';
import { inFours } from '@contracts/primitives/codes/in-fours';
import { CodePicture } from '@/components/member/code-picture';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import styles from './index.module.scss';

/** What the owner shows at the counter: to be scanned either way, or typed where nothing can be scanned. */
export const CouponCode = ({ code }: { code: string | null }) => (
  <>
    <SectionTitle text="出示给店员" />
    {code === null ? (
      <InlineNote text="这张券正在更换新的券码，几分钟后再打开就有；现在要用，请出示会员码" />
    ) : (
      <Shown code={code} />
    )}
  </>
);

const Shown = ({ code }: { code: string }) => (
  <View className={styles['code']}>
    <View className={styles['bars']} ariaRole="img" ariaLabel="券码条形码">
      <CodePicture kind="bar" text={code} />
    </View>
    <Text className={styles['digits']} userSelect>
      {inFours(code)}
    </Text>
    <View className={styles['bars']} ariaRole="img" ariaLabel="券码二维码">
      <CodePicture kind="qr" text={code} />
    </View>
    <Text className={styles['hint']}>店员扫上面的码，或输入这 16 位券码，就能核销这张券</Text>
  </View>
);
