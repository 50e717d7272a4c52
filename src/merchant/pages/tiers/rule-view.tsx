import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { TierBadge } from '@/components/member/tier-badge';
import { SectionTitle } from '@/components/section-title';
import type { CharterView } from '@contracts/growth/charter';
import type { PublishedGrowthRule } from '@contracts/growth/growth-rule';
import { pointsText } from '@contracts/primitives/points';
import { lookAt } from '@contracts/primitives/tier/tier-look';
import { chinaTimeText } from '@contracts/primitives/time';
import type { GiftDay } from '../../components/words/growth-text';
import styles from './index.module.scss';

/** The tiers from the lowest, each with what it asks for. */
export const TierList = ({ rule: { tiers } }: { rule: PublishedGrowthRule }) => (
  <View className={styles['panel']}>
    {tiers.map(({ name, entry, keep, look }, level) => (
      <View key={name} className={styles['tier']}>
        <View className={classNames(styles['badge'], `tier-${look ?? lookAt(level)}`)}>
          <TierBadge look={look ?? lookAt(level)} name={name} />
        </View>
        <Text className={styles['asks']}>
          {level === 0 ? '入会即有' : `升级 ${pointsText(entry)} · 保级 ${pointsText(keep)}`}
        </Text>
      </View>
    ))}
  </View>
);

/** What was announced and does not hold yet: what members will read that they do not read now. */
export const Announced = ({ next }: { next: NonNullable<CharterView['next']> }) => (
  <Card id="announced">
    <CardHead title="已公布，还没生效" state={`${chinaTimeText(next.from)} 起`} tone="off" />
    {next.added.map((line) => (
      <CardLine key={`+${line}`} text={`新：${line}`} />
    ))}
    {next.removed.map((line) => (
      <CardLine key={`-${line}`} text={`不再有：${line}`} />
    ))}
  </Card>
);

/** The rule as members read it, by section; points have a page of their own. */
export const CharterSections = ({ sections }: Pick<CharterView, 'sections'>) =>
  sections
    .filter(({ title }) => title === '等级' || title === '权益')
    .map(({ title, lines }) => (
      <Card key={title}>
        <CardHead title={title === '等级' ? '成长值、升级和保级' : title} />
        {lines.map((line) => (
          <CardLine key={line} text={line} />
        ))}
      </Card>
    ));

export const GiftCalendar = ({ days }: { days: readonly GiftDay[] }) => (
  <>
    <SectionTitle text="会员礼日历" />
    {days.length === 0 && (
      <Card>
        <CardLine text="还没有会员礼：在「修改规则」里选哪一天送哪个券包" />
      </Card>
    )}
    {days.map(({ day, lines }) => (
      <Card key={day}>
        <CardHead title={day} />
        {lines.map((line) => (
          <CardLine key={line} text={line} />
        ))}
      </Card>
    ))}
  </>
);
