import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { StoreView } from '@contracts/merchant/stores';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { merchantService } from '@/services';

const question = ({ open, fields: { name } }: StoreView): Question =>
  open
    ? {
        title: `让${name}暂停营业？`,
        lines: [
          '马上生效：这家店不能再开新单、下新单。',
          '已开的账单照常付款、退款，券照常核销。可以再恢复。',
        ],
        yes: '暂停营业',
      }
    : { title: `让${name}恢复营业？`, lines: ['马上可以开单、下单。'], yes: '恢复营业' };

/** Whether the store takes orders, and the switch. */
export function OpenForm({ store, onChange }: { store: StoreView; onChange: () => void }) {
  const { storeId, open } = store;
  const { ask, sheet } = useConfirmSheet();
  const request = useRequestId();
  const turn = useAction(async () => {
    if (!(await ask(question(store)))) return;
    const wish = { storeId, open: !open, reason: open ? '暂停营业' : '恢复营业' };
    await merchantService.setStoreOpen(wish, { requestId: request.idFor(wish) });
    request.done();
    onChange();
  });
  return (
    <Card>
      <CardHead title={open ? '营业中' : '暂停营业'} tone={open ? 'on' : 'bad'} />
      <CardLine text={open ? '可以开单和下单' : '不能开新单、下新单；已开的账单照常'} />
      {turn.error && <InlineNote text={turn.error.message} />}
      <ActionButton id="turn" look="quiet" disabled={turn.busy} onPress={() => void turn.run(undefined)}>
        {open ? '暂停营业' : '恢复营业'}
      </ActionButton>
      {sheet}
    </Card>
  );
}
