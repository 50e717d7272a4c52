import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { FormHint, FormPanel } from '@/components/form/form';
import { ChipsField } from '@/components/form/picked-fields';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { errorCatalogue } from '@contracts/errors';
import type { OrderId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { voiceService } from '@/services';

const SCORES = [
  { id: 1, name: '1 很差' },
  { id: 2, name: '2 不满意' },
  { id: 3, name: '3 一般' },
  { id: 4, name: '4 满意' },
  { id: 5, name: '5 很满意' },
] as const;

/** One question, once; where it cannot be asked or read, nothing stands here. */
export function Score({ orderId }: { orderId: OrderId }) {
  const { state, reload } = useCall(() => voiceService.readScore({ orderId }));
  useLoadOnShow(reload);
  const [chosen, setChosen] = useState<number | null>(null);
  const send = useAction(async (score: number) => {
    await voiceService.scoreOrder({ orderId, score });
    await reload();
  });
  if (state.status !== 'ready') return null;
  const { score, open } = state.snapshot.data;
  if (score !== null)
    return (
      <Facts>
        <Fact name="你的评分" value={SCORES.find(({ id }) => id === score)?.name ?? `${score}`} />
      </Facts>
    );
  if (!open) return null;
  return (
    <>
      <SectionTitle text="这一单怎么样" />
      <FormPanel>
        <ChipsField
          id="score"
          label="满意吗"
          options={SCORES}
          chosen={chosen === null ? [] : [chosen]}
          onToggle={setChosen}
        />
        <FormHint text="每单评一次，提交后不能改" />
      </FormPanel>
      {send.error && <InlineNote text={errorCatalogue[send.error.code].message} />}
      <ActionButton
        id="send-score"
        look="secondary"
        disabled={chosen === null || send.busy}
        onPress={() => {
          if (chosen !== null) void send.run(chosen);
        }}
      >
        提交评分
      </ActionButton>
    </>
  );
}
