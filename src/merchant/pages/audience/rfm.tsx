import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine, ListNote } from '@/components/card/card';
import { classNames } from '@/components/class-names';
import { InlineNote } from '@/components/inline-note';
import { PageNote } from '@/components/page/page-note';
import { PageWait } from '@/components/page/page-wait';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import type { RfmApi } from '@contracts/audience/rfm';
import { partText, rfmSquares, type RfmSquare } from '@contracts/primitives/audience/rfm-squares';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { useRequestId } from '@/hooks/use-request-id';
import { openSegment } from '@/platform/opening/navigation';
import { audienceService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import styles from './rfm.module.scss';

type Answer = ReturnType<RfmApi['readRfm']>;
type Cuts = NonNullable<Answer['cuts']>;
type Square = RfmSquare<Answer['cells'][number]['rule']>;

/** How lately and how often, each by the cut its part ends at. */
const saidOf = ({ r, f }: Square, { daysAgo, orders }: Cuts) => ({
  recency: partText(daysAgo, 6 - r, {
    say: (days) => `${days} 天`,
    above: (end) => `${end}以前`,
    upTo: (end) => `${end}以内`,
  }),
  frequency: partText(orders, f, {
    say: (count) => `${count} 单`,
    above: (end) => `多于 ${end}`,
    upTo: (end) => `最多 ${end}`,
  }),
});

interface GridProps {
  squares: readonly Square[][];
  chosen: Square | null;
  onChoose: (square: Square) => void;
}

/** Rows by how lately, columns by how often; the number is said, more people stand bolder. */
function Grid({ squares, chosen, onChoose }: GridProps) {
  const most = Math.max(1, ...squares.flat().map(({ about }) => about));
  return (
    <View id="rfm-grid" className={styles['grid']}>
      <View className={styles['row']}>
        <View className={styles['head']} />
        {[1, 2, 3, 4, 5].map((f) => (
          <Text key={f} className={styles['part']}>{`F${f}`}</Text>
        ))}
      </View>
      {squares.map((row) => (
        <View key={row[0]?.r} className={styles['row']}>
          <Text className={styles['head']}>{`R${row[0]?.r ?? ''}`}</Text>
          {row.map((square) => {
            const { r, f, about } = square;
            const isChosen = chosen?.r === r && chosen.f === f;
            return (
              <Tappable
                key={f}
                id={`rfm-${r}${f}`}
                className={classNames(
                  styles['square'],
                  about > 0 && styles['some'],
                  about * 2 > most && styles['many'],
                  isChosen && styles['chosen'],
                )}
                ariaLabel={`R${r} F${f}，约 ${about} 人`}
                onPress={() => onChoose(square)}
              >
                <Text>{String(about)}</Text>
              </Tappable>
            );
          })}
        </View>
      ))}
    </View>
  );
}

/** What a square is, and its people as a segment that follows by itself. */
function SquareCard({ square, cuts }: { square: Square; cuts: Cuts }) {
  const { r, f, about, rule } = square;
  const { recency, frequency } = saidOf(square, cuts);
  const request = useRequestId();
  const keep = useAction(async (kept: NonNullable<Square['rule']>) => {
    const input = { segmentId: null, name: `R${r}F${f}`, rule: kept, basedOn: 0 };
    const { segmentId } = await audienceService.saveSegment(input, { requestId: request.idFor(input) });
    request.done();
    await openSegment(segmentId);
  });
  return (
    <Card id="rfm-square">
      <CardHead title={`R${r} F${f}`} state={`约 ${about} 人`} />
      <CardLine text={`最近一单：${recency}；一年里：${frequency}`} />
      {keep.error && <InlineNote text={keep.error.message} />}
      {rule && (
        <CardActions>
          <ActionButton
            id="keep-square"
            look="secondary"
            compact
            disabled={keep.busy}
            onPress={() => void keep.run(rule)}
          >
            存成人群
          </ActionButton>
        </CardActions>
      )}
    </Card>
  );
}

/** RFM: where buyers of a year are by how lately and how often they bought; a square is kept as a segment. */
export function Rfm() {
  const { state, reload } = useCall(() => audienceService.readRfm({}));
  useLoadOnShow(reload);
  const [chosen, setChosen] = useState<Square | null>(null);
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={5} Failure={StaffOnly} />
      {data?.cuts === null && (
        <PageNote icon="people" title="一年内还没有人买过" text="有了订单，几分钟后就能看到" />
      )}
      {data?.cuts && (
        <>
          <ListNote
            text={`一年内买过的会员：R 是最近一单，F 是单数，各分五份，5 最好。点一格看是什么人${data.looked < data.all ? `；人数按抽样 ${data.looked} / ${data.all} 位估算` : ''}`}
          />
          <Grid squares={rfmSquares(data.cells, null)} chosen={chosen} onChoose={setChosen} />
          {chosen && <SquareCard key={`${chosen.r}${chosen.f}`} square={chosen} cuts={data.cuts} />}
        </>
      )}
    </>
  );
}
