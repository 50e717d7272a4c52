import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/page/members-only';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { StaleNote } from '@/components/page/stale-note';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { PlayApi } from '@contracts/play/play';
import type { WheelView } from '@contracts/play/wheel';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import { Conditions } from '../../components/conditions';
import { namesOf, useTurn } from './use-turn';
import { chanceQuestion, closedText, drawText, leftText, wonText } from './wheel-text';
import { Disc, OwnDraws, Prizes } from './wheel-view';
import styles from './index.module.scss';

type Wheel = ReturnType<PlayApi['readWheel']>;

interface PlayProps {
  view: WheelView;
  now: Wheel['now'];
  onDone: () => Promise<void>;
}

/** A chance for points, asked about first. */
function Chance({ points, onDone }: { points: number; onDone: () => Promise<void> }) {
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const buy = useAction(async () => {
    if (!(await ask(chanceQuestion(points)))) return;
    await playService.exchangeChance({}, { requestId: request.idFor('chance') });
    request.done();
    await onDone();
  });
  return (
    <>
      {buy.error && <InlineNote text={buy.error.message} />}
      <ActionButton
        id="buy-chance"
        look="secondary"
        disabled={buy.busy}
        onPress={() => void buy.run(undefined)}
      >
        {`用 ${points} 积分换 1 次机会`}
      </ActionButton>
      {sheet}
    </>
  );
}

function Play({ view, now, onDone }: PlayProps) {
  const { angle, won, turn } = useTurn(view, onDone);
  const closed = closedText(view, now);
  return (
    <>
      <Disc names={namesOf(view)} angle={angle} />
      <View className={styles['act']}>
        {won && (
          <View id="won" className={styles['won']} ariaRole="status">
            <Text>{wonText(won)}</Text>
          </View>
        )}
        {turn.error && <InlineNote text={turn.error.message} />}
        {closed !== null && !turn.busy && <Text className={styles['closed']}>{closed}</Text>}
        {(closed === null || turn.busy) && (
          <ActionButton id="draw" disabled={turn.busy} onPress={() => void turn.run(undefined)}>
            {turn.busy ? '正在抽奖…' : drawText(view)}
          </ActionButton>
        )}
        {view.isOpen && <Text className={styles['left']}>{leftText(view)}</Text>}
        {view.isOpen && view.chancePoints !== null && <Chance points={view.chancePoints} onDone={onDone} />}
      </View>
    </>
  );
}

/** What is won comes by itself within minutes, too: that it could not be taken now is no failure. */
const takeWon = () =>
  playService.takeGifts({ of: 'wheel' }).then(
    () => undefined,
    () => undefined,
  );

/** 转盘抽奖: the disc, every prize with its odds, what came of one's own turns, and the rules. */
export default function WheelPage() {
  const { state, reload } = useCall(() => playService.readWheel({}));
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} card rows={4} Failure={MembersOnly} />
      {data?.wheel && (
        <>
          <Play
            view={data.wheel}
            now={data.now}
            onDone={async () => {
              await takeWon();
              await reload();
            }}
          />
          <Prizes slices={data.wheel.slices} thanks={data.wheel.thanks} />
          <OwnDraws draws={data.draws} />
          <SectionTitle text="抽奖规则" />
          <Conditions lines={data.wheel.ruleLines} />
        </>
      )}
      {data && !data.wheel && (
        <>
          <PageNote icon="empty" title="现在没有转盘抽奖" text="商家开始后，奖品和中奖概率会写在这里" />
          {data.draws.length > 0 && <OwnDraws draws={data.draws} />}
        </>
      )}
    </PageShell>
  );
}
