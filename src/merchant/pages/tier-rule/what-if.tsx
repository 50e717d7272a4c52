import { useEffect, useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { ForecastView, SampleView } from '@contracts/growth/forecast';
import type { GrowthRule } from '@contracts/growth/growth-rule';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useAskAgain } from '@/hooks/use-ask-again';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { growthService } from '@/services';
import { forecastLines, sampleLines } from '../../components/words/growth-text';

/** What was looked at, and under which draft. */
interface Looked {
  of: GrowthRule;
  view: SampleView;
}

const Sample = ({ view }: { view: SampleView }) => (
  <Card id="sample">
    <CardHead title={`从 ${chinaTimeText(view.at)} 起生效的话`} />
    {sampleLines(view).map((line) => (
      <CardLine key={line} text={line} />
    ))}
  </Card>
);

const Counted = ({ forecast, title }: { forecast: ForecastView; title: string }) => (
  <Card id="counted">
    <CardHead title={title} state={`${chinaTimeText(forecast.startedAt)} 算的`} tone="off" />
    {forecastLines(forecast, '还没有会员').map((line) => (
      <CardLine key={line} text={line} />
    ))}
    {forecast.tiers.map(({ name, before, after }) => (
      <CardLine key={name} text={`${name}：${before} 位 → ${after} 位`} />
    ))}
  </Card>
);

/** What was counted last of a draft, asked again while it is counted. */
function useForecast() {
  const { state, reload } = useCall(() => growthService.readForecast({ kind: 'draft' }));
  useEffect(() => void reload(), [reload]);
  const forecast = state.status === 'ready' ? state.snapshot.data.forecast : null;
  useAskAgain(forecast !== null && forecast.finishedAt === null, reload);
  const [counted, setCounted] = useState<GrowthRule | null>(null);
  const request = useRequestId();
  const count = useAction(async (draft: GrowthRule) => {
    await growthService.beginForecast({ draft }, { requestId: request.idFor({ draft }) });
    request.done();
    setCounted(draft);
    await reload();
  });
  return { forecast, counted, count };
}

/** 预演: what the draft would do, at once on a sample; then exactly, while the page may be left. @param draft null: the form makes no rule */
export function WhatIf({ draft }: { draft: GrowthRule | null }) {
  const [looked, setLooked] = useState<Looked | null>(null);
  const { forecast, counted, count } = useForecast();
  const look = useAction(async (of: GrowthRule) =>
    setLooked({ of, view: (await growthService.previewRule({ draft: of })).sample }),
  );
  const isSame = (of: GrowthRule | null): boolean => JSON.stringify(of) === JSON.stringify(draft);
  const failed = look.error ?? count.error;
  return (
    <>
      <SectionTitle text="预演" />
      {looked && isSame(looked.of) && <Sample view={looked.view} />}
      {forecast && (
        <Counted
          forecast={forecast}
          title={counted !== null && isSame(counted) ? '全部会员' : '上次全部算过的草稿'}
        />
      )}
      {failed && <InlineNote text={failed.message} />}
      <ActionButton
        id="look"
        look="secondary"
        disabled={look.busy || draft === null}
        onPress={() => draft && void look.run(draft)}
      >
        先抽一部分看看
      </ActionButton>
      <ActionButton
        id="count"
        look="quiet"
        disabled={count.busy || draft === null}
        onPress={() => draft && void count.run(draft)}
      >
        全部会员算一遍（要几分钟，可以离开）
      </ActionButton>
    </>
  );
}
