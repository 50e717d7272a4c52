import { useEffect } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { LinkRow } from '@/components/list/link-row';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useAskAgain } from '@/hooks/use-ask-again';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { openMember } from '@/platform/opening/navigation';
import { growthService } from '@/services';
import { forecastLines } from '../../components/words/growth-text';

const MOST_NAMED = 10;
const NOBODY_DUE = '今晚没有到期要看的会员：没有人升降级，也没有礼要送';

/** 今晚谁会升降级: counted by the server when somebody asks, and asked again while it counts. */
export function Tonight() {
  const { state, reload } = useCall(() => growthService.readForecast({ kind: 'tonight' }));
  useEffect(() => void reload(), [reload]);
  const forecast = state.status === 'ready' ? state.snapshot.data.forecast : null;
  const request = useRequestId();
  const begin = useAction(async () => {
    const input = { draft: null };
    await growthService.beginForecast(input, { requestId: request.idFor(input) });
    request.done();
    await reload();
  });
  useAskAgain(forecast !== null && forecast.finishedAt === null, reload);
  return (
    <>
      <SectionTitle text="今晚谁会升降级" />
      {forecast && (
        <Card id="tonight">
          <CardHead title={`到 ${chinaTimeText(forecast.at)}`} />
          {forecastLines(forecast, NOBODY_DUE).map((line) => (
            <CardLine key={line} text={line} />
          ))}
          <CardLine text={`${chinaTimeText(forecast.startedAt)} 算的`} />
        </Card>
      )}
      {forecast?.movers.slice(0, MOST_NAMED).map(({ memberId, name, from, to }) => (
        <LinkRow
          key={memberId}
          id={`mover-${memberId}`}
          icon="people"
          text={`${name}：${from} → ${to}`}
          onPress={() => void openMember(memberId)}
        />
      ))}
      {begin.error && <InlineNote text={begin.error.message} />}
      <ActionButton
        id="count-tonight"
        look="secondary"
        disabled={begin.busy}
        onPress={() => void begin.run(undefined)}
      >
        {forecast ? '再算一次' : '算一算'}
      </ActionButton>
    </>
  );
}
