import { Text, View } from '@tarojs/components';
import type { OwnDraw, WheelView } from '@contracts/play/wheel';
import { chinaTimeText } from '@contracts/primitives/time';
import { RecordLines } from '../../components/record-lines';
import { discPaint, middleOf } from './disc-angle';
import { ownStateText } from './wheel-text';
import styles from './index.module.scss';

/** The disc with its names, turned so far; what it shows is told below for those who do not see it. */
export const Disc = ({ names, angle }: { names: readonly string[]; angle: number }) => (
  <View className={styles['stage']} ariaLabel="转盘">
    <View
      id="disc"
      className={styles['disc']}
      style={{ background: discPaint(names.length), transform: `rotate(${angle}deg)` }}
    >
      {names.map((name, at) => (
        <View
          key={`${at} ${name}`}
          className={styles['ray']}
          style={{ transform: `rotate(${middleOf(at, names.length)}deg)` }}
        >
          <Text className={styles['ray-text']}>{name}</Text>
        </View>
      ))}
    </View>
    <View className={styles['pointer']} />
    <View className={styles['hub']} />
  </View>
);

/** Every prize with its odds. */
export const Prizes = ({ slices, thanks }: Pick<WheelView, 'slices' | 'thanks'>) => (
  <RecordLines
    id="odds"
    title="奖品和中奖概率"
    lines={[
      ...slices.map(({ id, name, text, odds, isGone }) => ({
        key: id,
        what: name === text ? name : `${name} · ${text}`,
        state: isGone ? `${odds}，已送完` : odds,
      })),
      ...(thanks ? [{ key: 'thanks', what: thanks.name, state: thanks.odds }] : []),
    ]}
  />
);

/** What somebody's own turns came to. */
export const OwnDraws = ({ draws }: { draws: readonly OwnDraw[] }) => (
  <RecordLines
    id="draws"
    title="我的抽奖记录"
    empty="还没有抽过"
    lines={draws.map(({ name, at, state }, place) => ({
      key: `${at} ${place}`,
      what: `${chinaTimeText(at)} · ${name}`,
      state: ownStateText(state),
      isBad: state === 'refused',
    }))}
  />
);
