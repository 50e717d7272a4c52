import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import type { PlayApi } from '@contracts/play/play';
import type { VisitOffer } from '@contracts/play/visit';
import type { MemberCode } from '@contracts/primitives/codes/member-code';
import type { StoreId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { useRequestId } from '@/hooks/use-request-id';
import { playService } from '@/services';

type Given = ReturnType<PlayApi['giveVisitGift']>;

const offerTexts: Record<Exclude<VisitOffer['state'], 'open'>, string> = {
  here_today: '今天在本店已经记过到店',
  day_full: '今天的到店礼领满了，仍可以记一次到店',
  month_full: '本月的到店礼领满了，仍可以记一次到店',
};

/** What came of it, as the clerk says it to whoever stands there. */
function doneText({ outcome, gift, state }: Given): string {
  if (outcome === 'already') return '今天在本店已经记过到店';
  if (gift === null) return '已记到店，这次没有到店礼';
  if (state === 'refused') return `已记到店，但「${gift.text}」没有发成，请联系运营`;
  return `已记到店，${gift.text}${state === 'given' ? '已到账' : '马上到账'}`;
}

/** 到店礼 of whoever shows their code; nothing while it is not offered. */
export function VisitAtDesk(coming: { memberCode: MemberCode; storeId: StoreId }) {
  const { state, reload } = useCall(() => playService.readVisitOffer(coming));
  useLoadOnShow(reload);
  const [given, setGiven] = useState<Given | null>(null);
  const request = useRequestId();
  const give = useAction(async () => {
    setGiven(await playService.giveVisitGift(coming, { requestId: request.idFor(coming) }));
    request.done();
  });
  const offer = state.status === 'ready' ? state.snapshot.data.offer : null;
  const error = give.error ?? (state.status === 'failed' ? state.error : null);
  return (
    <>
      {given && <InlineNote tone="calm" icon="check" text={doneText(given)} />}
      {error && <InlineNote text={error.message} />}
      {offer && !given && (
        <Card id="visit-at-desk">
          <CardHead title="到店礼" />
          <CardLine
            text={offer.state === 'open' ? `这次到店得 ${offer.gift.text}` : offerTexts[offer.state]}
          />
          {offer.state !== 'here_today' && (
            <ActionButton
              id="give-visit"
              look="secondary"
              disabled={give.busy}
              onPress={() => void give.run(undefined)}
            >
              {give.busy
                ? '正在记录…'
                : offer.state === 'open'
                  ? `给到店礼 · ${offer.gift.text}`
                  : '只记到店'}
            </ActionButton>
          )}
        </Card>
      )}
    </>
  );
}
