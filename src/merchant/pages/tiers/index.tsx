import { Text } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { TopActions } from '@/components/card/top-actions';
import { LinkRow } from '@/components/list/link-row';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { StaleNote } from '@/components/page/stale-note';
import type { CharterView } from '@contracts/growth/charter';
import type { PublishedGrowthRule } from '@contracts/growth/growth-rule';
import type { CouponPackId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { openCharter, openTierRule } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService, growthService } from '@/services';
import { allPages } from '@/services/all-pages';
import { StaffOnly } from '../../components/staff-only';
import { giftCalendar } from '../../components/words/growth-text';
import { RefusedGifts } from './refused-gifts';
import { Announced, CharterSections, GiftCalendar, TierList } from './rule-view';
import styles from './index.module.scss';
import { Tonight } from './tonight';

async function readTiers() {
  const [{ rule, next }, { charter }, pages] = await Promise.all([
    growthService.readRule({}),
    growthService.readCharter({}),
    allPages((cursor) => couponService.listPacks({ cursor })),
  ]);
  return { rule, next, charter, packs: pages.flatMap(({ packs }) => packs) };
}
type Loaded = Awaited<ReturnType<typeof readTiers>>;

interface RuleProps {
  rule: PublishedGrowthRule;
  charter: CharterView | null;
  packs: Loaded['packs'];
}

function Rule({ rule, charter, packs }: RuleProps) {
  const packName = (packId: CouponPackId): string =>
    packs.find((pack) => pack.packId === packId)?.name ?? '券包已删除';
  return (
    <>
      <Text className={styles['version']}>
        {`第 ${rule.version} 版${rule.holdsFrom === null ? '' : `，${chinaTimeText(rule.holdsFrom)} 起`}`}
      </Text>
      <TierList rule={rule} />
      <Tonight />
      {charter && <CharterSections sections={charter.sections} />}
      <GiftCalendar days={giftCalendar(rule, packName)} />
      <LinkRow id="charter" icon="note" text="会员看到的章程" onPress={() => void openCharter()} />
      <RefusedGifts />
    </>
  );
}

/** 等级与权益: the rule in force and what is announced, the calendar of gifts, who moves tonight. */
export default function TiersPage() {
  const { state, reload } = useCall(readTiers);
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={5} Failure={StaffOnly} />
      {data && (
        <>
          <TopActions>
            <ActionButton id="edit-rule" onPress={() => void openTierRule()}>
              {data.rule ? '修改规则' : '开始会员等级'}
            </ActionButton>
          </TopActions>
          {data.charter?.next && <Announced next={data.charter.next} />}
          {data.rule ? (
            <Rule rule={data.rule} charter={data.charter} packs={data.packs} />
          ) : (
            <PageNote
              icon="empty"
              title="还没有会员等级"
              text="发布规则后，会员按成长值升级，付款从那时起算"
            />
          )}
        </>
      )}
    </PageShell>
  );
}
