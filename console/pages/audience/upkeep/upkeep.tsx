import { useQuery } from '@tanstack/react-query';
import { Descriptions, Flex, Skeleton } from 'antd';
import { Failure } from '../../../kit/failure';
import { momentText, numberText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { RebuildAct } from './rebuild-act';
import { upkeepTexts } from './texts';

const WHILE_RUNNING_MS = 3000;
type Kept = Awaited<ReturnType<typeof api.audience.readAudience>>;

function useLines({ numbers, build, audit }: Kept): [label: string, text: string][] {
  const texts = usePageTexts(upkeepTexts);
  const checked = audit && texts.checked(numberText(audit.members), numberText(audit.found));
  return [
    [texts.numbers, numberText(numbers)],
    [texts.night, checked === null ? texts.notYet : audit?.finishedAt === null ? texts.still : checked],
    [
      texts.made,
      build.finishedAt === null
        ? texts.running(numberText(build.done))
        : texts.rebuilt(momentText(build.finishedAt), numberText(build.done), numberText(build.changed)),
    ],
  ];
}

function Standing({ kept }: { kept: Kept }) {
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      items={useLines(kept).map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}

/** Whether what is known of members is what the facts come to, and making it again. */
export function Upkeep() {
  const read = useQuery({
    queryKey: ['audience', 'upkeep'],
    queryFn: () => api.audience.readAudience({}),
    refetchInterval: ({ state }) => (state.data?.build.finishedAt === null ? WHILE_RUNNING_MS : false),
  });
  if (read.isPending) return <Skeleton active />;
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return (
    <Flex vertical gap="middle" align="start">
      <Standing kept={read.data} />
      <RebuildAct onDone={() => void read.refetch()} />
    </Flex>
  );
}
