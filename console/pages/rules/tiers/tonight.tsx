import { Button, Card, Skeleton } from 'antd';
import { Failure } from '../../../kit/failure';
import { momentText } from '../../../kit/words';
import { usePageTexts } from '../../../texts/use-texts';
import { ForecastTables } from './forecast-view';
import { tierTexts } from './texts';
import { useForecast } from './use-forecast';

/** Who moves tonight by the rules as they are: counted when somebody asks. */
export function Tonight() {
  const texts = usePageTexts(tierTexts);
  const { found, begin } = useForecast('tonight');
  const forecast = found.data?.forecast ?? null;
  return (
    <Card
      size="small"
      style={{ maxWidth: 720 }}
      title={forecast ? texts.until(momentText(forecast.at)) : texts.sections.tonight}
      extra={
        <Button loading={begin.isPending} onClick={() => begin.mutate(() => null)}>
          {forecast ? texts.again : texts.count}
        </Button>
      }
    >
      {found.isPending && <Skeleton active />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {begin.isError && <Failure error={begin.error} retry={() => begin.mutate(() => null)} />}
      {forecast && <ForecastTables forecast={forecast} named />}
    </Card>
  );
}
