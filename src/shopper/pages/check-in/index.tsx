import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { LinkRow } from '@/components/list/link-row';
import { MembersOnly } from '@/components/page/members-only';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { StaleNote } from '@/components/page/stale-note';
import { SectionTitle } from '@/components/section-title';
import { useToast } from '@/components/sheet/toast';
import type { CheckedIn, CheckInView } from '@contracts/play/play';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { openPoints, openWheel } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import { Conditions } from '../../components/conditions';
import { Badges } from './badges';
import { doneText, todayText, tomorrowText } from './check-in-text';
import { Bonuses, Ladder, Received } from './gifts-view';
import { MakeUp } from './make-up';
import { MonthView } from './month-view';
import { Tasks } from './tasks';
import { Visits } from './visits';
import styles from './index.module.scss';

interface HeroProps {
  view: CheckInView;
  onDone: (done: CheckedIn) => Promise<void>;
}

/** How long the streak is, what today and tomorrow bring, and the button. */
function Hero({ view, onDone }: HeroProps) {
  const request = useRequestId();
  const act = useAction(async () => {
    const done = await playService.checkIn({}, { requestId: request.idFor(view.today) });
    await onDone(done);
  });
  return (
    <>
      <View id="streak" className={styles['hero']}>
        <Text>连续签到</Text>
        <View className={styles['figure']}>
          <Text className={styles['amount']}>{view.streak}</Text>
          <Text>天</Text>
        </View>
        <Text className={styles['lead']}>{todayText(view)}</Text>
        <Text>{tomorrowText(view)}</Text>
      </View>
      {act.error && <InlineNote text={act.error.message} />}
      {!view.isDone && (
        <View className={styles['act']}>
          <ActionButton id="check-in" disabled={act.busy} onPress={() => void act.run(undefined)}>
            {act.busy ? '正在签到…' : '签到'}
          </ActionButton>
        </View>
      )}
    </>
  );
}

interface CheckInProps {
  view: CheckInView;
  /** Takes what is owed, and reads again. */
  onChange: () => Promise<void>;
}

function CheckIn({ view, onChange, children }: PropsWithChildren<CheckInProps>) {
  const { say, toast } = useToast();
  const done = (what: string) => async (answer: CheckedIn) => {
    say(doneText(answer, what));
    await onChange();
  };
  return (
    <>
      <Hero view={view} onDone={done('签到成功')} />
      <MonthView view={view} />
      {view.makeUp && <MakeUp makeUp={view.makeUp} onDone={done('补签成功')} />}
      {children}
      <Ladder ladder={view.ladder} />
      <Bonuses bonuses={view.bonuses} streak={view.streak} />
      <Received received={view.received} />
      <LinkRow id="points" icon="points" text="我的积分" onPress={() => void openPoints()} />
      <SectionTitle text="签到规则" />
      <Conditions lines={view.ruleLines} />
      {toast}
    </>
  );
}

/** What is owed comes by itself within minutes, too: that it could not be taken now is no failure. */
const takeOwed = () =>
  playService.takeGifts({}).then(
    () => undefined,
    () => undefined,
  );

/** 福利: the month, the streak, what the days bring, days that can be made up, what was received, and the tasks. */
export default function CheckInPage() {
  const { state, reload } = useCall(() => playService.readPlay({}));
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} card rows={4} Failure={MembersOnly} />
      {data && data.turns !== null && (
        <LinkRow
          id="wheel"
          icon="gift"
          text="转盘抽奖"
          count={data.turns > 0 ? `${data.turns} 次` : undefined}
          onPress={() => void openWheel()}
        />
      )}
      {data?.checkIn && (
        <CheckIn
          view={data.checkIn}
          onChange={async () => {
            await takeOwed();
            await reload();
          }}
        >
          {data.hasTasks && <Tasks />}
          {data.hasVisits && <Visits />}
          {data.hasBadges && <Badges />}
        </CheckIn>
      )}
      {data && !data.checkIn && (
        <>
          {data.hasTasks && <Tasks />}
          {data.hasVisits && <Visits />}
          {data.hasBadges && <Badges />}
        </>
      )}
      {data && !data.checkIn && !data.hasTasks && !data.hasVisits && !data.hasBadges && (
        <PageNote icon="empty" title="现在没有福利活动" text="商家开始签到或任务后，可以在这里得奖励" />
      )}
    </PageShell>
  );
}
