import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import { SectionTitle } from '@/components/section-title';
import { Tappable } from '@/components/tappable';
import type { RewardView } from '@contracts/points/points-mall';
import { pointsText } from '@contracts/primitives/points';
import styles from './index.module.scss';

interface Choice {
  id: string;
  text: string;
  /** It is shown, so that one sees there is such a thing, but it cannot be had. */
  gone?: boolean;
}

interface ChoicesProps {
  name: string;
  title: string;
  choices: readonly Choice[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

const Choices = ({ name, title, choices, chosen, onChoose }: ChoicesProps) => (
  <>
    <SectionTitle text={title} />
    <View className={styles['choices']}>
      {choices.map(({ id, text, gone = false }) => (
        <Tappable
          key={id}
          id={`${name}-${id}`}
          className={classNames(styles['choice'], id === chosen && styles['chosen'], gone && styles['gone'])}
          ariaLabel={id === chosen ? `${text}，已选中` : text}
          onPress={() => {
            if (!gone) onChoose(id);
          }}
        >
          <Text>{text}</Text>
        </Tappable>
      ))}
    </View>
  </>
);

/** How often charity is given at once. */
const PORTIONS = [1, 5, 10, 50];

const skuText = ({ name, left }: RewardView['skus'][number]): string =>
  left === 0 ? `${name}（已兑完）` : name;

interface RewardChoicesProps {
  reward: RewardView;
  chosen: { skuId: string | undefined; storeId: string | undefined; quantity: number };
  onSku: (id: string) => void;
  onStore: (id: string) => void;
  onQuantity: (quantity: number) => void;
}

/** Which one, where, how many: only what leaves a choice. */
export const RewardChoices = ({ reward, chosen, onSku, onStore, onQuantity }: RewardChoicesProps) => (
  <>
    {reward.skus.length > 1 && (
      <Choices
        name="sku"
        title="选一种"
        choices={reward.skus.map((sku) => ({ id: sku.id, text: skuText(sku), gone: sku.left === 0 }))}
        chosen={chosen.skuId}
        onChoose={onSku}
      />
    )}
    {reward.stores.length > 1 && (
      <Choices
        name="store"
        title="在哪里取"
        choices={reward.stores.map(({ id, name }) => ({ id, text: name }))}
        chosen={chosen.storeId}
        onChoose={onStore}
      />
    )}
    {reward.kind === 'charity' && (
      <Choices
        name="portions"
        title="捐多少"
        choices={PORTIONS.map((portion) => ({
          id: String(portion),
          text: `${pointsText(reward.points * portion)} 积分`,
        }))}
        chosen={String(chosen.quantity)}
        onChoose={(id) => onQuantity(Number(id))}
      />
    )}
  </>
);
