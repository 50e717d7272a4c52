import { Text, View } from '@tarojs/components';
import type { OrderLine } from '@contracts/payment/payment';
import { Fact, Facts } from '../facts';
import { isWorthLines, lineName, savedText } from './order-line-text';
import { priceText } from './order-text';
import { SectionTitle } from '../section-title';
import styles from './order-lines.module.scss';

/** What of a line is back, and what giving it back would come to. */
function refundText(line: OrderLine): string {
  const back = line.backQuantity > 0 ? [`已退 ${line.backQuantity} 件，${priceText(line.backFen)}`] : [];
  const next =
    line.nextUnitFen === null || line.nextUnitFen === 0
      ? []
      : [`${line.quantity > 1 ? '退一件' : '退货'}可退 ${priceText(line.nextUnitFen)}`];
  return [...back, ...next].join('；');
}

/** The bill of a paid order line by line: what each came to after every saving, and what of it would come back. */
export function OrderLines({ lines }: { lines: readonly OrderLine[] }) {
  if (!isWorthLines(lines)) return null;
  return (
    <>
      <SectionTitle text="商品明细" />
      <Facts>
        {lines.map((line) => (
          <View key={line.line}>
            <Fact name={lineName(line)} value={priceText(line.amountFen)} />
            {savedText(line) !== '' && (
              <View className={styles['note']}>
                <Text>{savedText(line)}</Text>
              </View>
            )}
            <View className={styles['note']}>
              <Text>
                {[`实付 ${priceText(line.paidFen)}`, refundText(line)]
                  .filter((text) => text !== '')
                  .join('；')}
              </Text>
            </View>
          </View>
        ))}
      </Facts>
    </>
  );
}
