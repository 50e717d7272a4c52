import type { GrowthRule } from '@contracts/growth/growth-rule';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { Failure } from '../../../kit/failure';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { ForecastTables } from './forecast-view';
import { tierTexts } from './texts';
import { useForecast } from './use-forecast';

/** What the draft would do: of a sample at once, of everybody in the background. */
export function WhatIf({ draftOf }: { draftOf: () => GrowthRule }) {
  const texts = usePageTexts(tierTexts);
  const { found, begin } = useForecast('draft');
  const look = useMutation({ mutationFn: async () => api.growth.previewRule({ draft: draftOf() }) });
  const sample = look.data?.sample;
  const forecast = found.data?.forecast ?? null;
  const rows = sample && [
    [texts.rising, sample.rising] as const,
    [texts.falling, sample.falling] as const,
    [texts.moreGifts, sample.gifts] as const,
  ];
  return (
    <section className="form-changes" aria-label={texts.whatIf} aria-live="polite">
      <h3>{texts.whatIf}</h3>
      <Flex vertical gap="small">
        <Flex gap="small">
          <Button loading={look.isPending} onClick={() => look.mutate()}>
            {texts.lookAtSome}
          </Button>
          <Button loading={begin.isPending} onClick={() => begin.mutate(draftOf)}>
            {texts.countAll}
          </Button>
        </Flex>
        {look.isError && <Failure error={look.error} retry={() => look.mutate()} />}
        {begin.isError && <Failure error={begin.error} retry={() => begin.mutate(draftOf)} />}
        {sample && rows && (
          <Alert
            type="info"
            title={texts.sample(sample.looked, momentText(sample.at))}
            description={rows.map(([name, { about, from, until }]) => (
              <div key={name}>
                {name}：{texts.about(about, from, until)}
              </div>
            ))}
          />
        )}
        {forecast && <ForecastTables forecast={forecast} named={false} />}
      </Flex>
    </section>
  );
}
