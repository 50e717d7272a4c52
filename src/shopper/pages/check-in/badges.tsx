import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import { PageWait } from '@/components/page/page-wait';
import { SectionTitle } from '@/components/section-title';
import { useToast } from '@/components/sheet/toast';
import type { BadgeView } from '@contracts/play/badge';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { playService } from '@/services';
import { Conditions } from '../../components/conditions';
import { isReached, levelText, nextText, wonText } from './badge-text';
import styles from './badges.module.scss';

function Badge({ badge }: { badge: BadgeView }) {
  const next = nextText(badge);
  return (
    <View id={`badge-${badge.id}`} className={styles['badge']}>
      <View className={classNames(styles['emblem'], badge.level > 0 && styles['won'])}>
        <Text>{badge.level > 0 ? `★${badge.level}` : '☆'}</Text>
      </View>
      <View className={styles['words']}>
        <Text className={styles['name']}>{`${badge.name} · ${levelText(badge)}`}</Text>
        {next !== null && <Text className={styles['text']}>{next}</Text>}
      </View>
    </View>
  );
}

/** What is reached comes by itself within minutes, too: that it could not be written down now is no failure. */
const collect = () =>
  playService.collectBadges({}).then(
    async ({ won }) => {
      await playService.takeGifts({ of: 'badge' });
      return won;
    },
    () => [],
  );

/** 勋章墙: every badge with how far the member is; what is reached by now is theirs at once. */
export function Badges() {
  const { say, toast } = useToast();
  const { state, reload } = useCall(async () => {
    const wall = await playService.readBadges({});
    if (!wall.badges?.some(isReached)) return wall;
    const won = await collect();
    if (won.length === 0) return wall;
    say(wonText(won));
    return playService.readBadges({});
  });
  useLoadOnShow(reload);
  const wall = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <>
      <PageWait call={{ state, reload }} rows={3} />
      {wall?.badges && (
        <>
          <SectionTitle text="勋章墙" />
          <View id="badges" className={styles['wall']}>
            {wall.badges.map((badge) => (
              <Badge key={badge.id} badge={badge} />
            ))}
          </View>
          {wall.ruleLines.length > 0 && (
            <>
              <SectionTitle text="勋章规则" />
              <Conditions lines={wall.ruleLines} />
            </>
          )}
        </>
      )}
      {toast}
    </>
  );
}
