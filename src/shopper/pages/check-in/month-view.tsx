import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import { SectionTitle } from '@/components/section-title';
import type { CheckInView } from '@contracts/play/play';
import { dayStateText, dayText } from './check-in-text';
import { monthOf, type MonthDay } from './month';
import styles from './index.module.scss';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

const looks = {
  there: styles['there'],
  made_up: styles['made-up'],
  today: undefined,
  missed: styles['quiet-day'],
  later: styles['quiet-day'],
};

const Day = ({ day, of, state, isToday }: MonthDay) => (
  <View
    className={styles['cell']}
    ariaLabel={`${dayText(day)}，${isToday && state !== 'today' ? '今天，' : ''}${dayStateText(state)}`}
  >
    <View className={classNames(styles['day'], looks[state], isToday && styles['is-today'])}>
      <Text>{state === 'there' ? '✓' : state === 'made_up' ? '补' : of}</Text>
    </View>
  </View>
);

/** The month with the days somebody was there. */
export function MonthView({ view }: { view: Pick<CheckInView, 'today' | 'days'> }) {
  const month = monthOf(view);
  if (!month) return null;
  return (
    <>
      <SectionTitle text={month.title} />
      <View id="month" className={styles['month']}>
        {WEEK.map((name) => (
          <View key={name} className={classNames(styles['cell'], styles['week'])}>
            <Text>{name}</Text>
          </View>
        ))}
        {Array.from({ length: month.before }, (_none, at) => (
          <View key={`before-${at}`} className={styles['cell']} />
        ))}
        {month.days.map((day) => (
          <Day key={day.day} {...day} />
        ))}
      </View>
    </>
  );
}
