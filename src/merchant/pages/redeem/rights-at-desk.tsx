import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { classNames } from '@/components/class-names';
import { InlineNote } from '@/components/inline-note';
import { TierBadge } from '@/components/member/tier-badge';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { errorCatalogue } from '@contracts/errors';
import type { GrowthApi, RightView } from '@contracts/growth/growth';
import type { MemberCode } from '@contracts/primitives/codes/member-code';
import type { StoreId } from '@contracts/primitives/ids';
import { chinaEndText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { growthService } from '@/services';
import { deskQuotaText } from '../../components/words/growth-text';
import styles from './index.module.scss';

interface DeskProps {
  memberCode: MemberCode;
  storeId: StoreId;
}

type Granted = ReturnType<GrowthApi['usePrivilege']> & { name: string };

/** Grants one right, and takes it back for some minutes. */
function useGranting({ memberCode, storeId }: DeskProps, reload: () => Promise<void>) {
  const [granted, setGranted] = useState<Granted | null>(null);
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const grant = useAction(async ({ id, name, terms }: RightView) => {
    if (
      !(await ask({
        title: `核销「${name}」？`,
        lines: [terms, '核销错了，10 分钟内可以撤销。'],
        yes: '核销一次',
      }))
    )
      return;
    const input = { memberCode, privilegeId: id, storeId };
    const done = await growthService.usePrivilege(input, { requestId: request.idFor(input) });
    request.done();
    setGranted({ ...done, name });
    await reload();
  });
  const undo = useAction(async ({ use }: Granted) => {
    await growthService.undoPrivilege({ use });
    setGranted(null);
    await reload();
  });
  return { granted, grant, undo, sheet };
}

type Granting = ReturnType<typeof useGranting>;

const Right = ({ right, grant }: { right: RightView; grant: Granting['grant'] }) => (
  <Card>
    <CardHead title={right.name} />
    <CardLine text={right.terms} />
    {right.isGranted && <CardLine text={deskQuotaText(right)} />}
    {right.isGranted && right.left !== 0 && (
      <ActionButton
        id={`grant-${right.id}`}
        look="secondary"
        disabled={grant.busy}
        onPress={() => void grant.run(right)}
      >
        {`核销一次「${right.name}」`}
      </ActionButton>
    )}
  </Card>
);

const Done = ({ granted, undo }: { granted: Granted; undo: Granting['undo'] }) => (
  <InlineNote
    tone="calm"
    icon="check"
    text={`已核销「${granted.name}」，${chinaEndText(granted.undoUntil)} 前可撤销`}
  >
    <ActionButton id="undo-right" look="quiet" disabled={undo.busy} onPress={() => void undo.run(granted)}>
      撤销这次核销
    </ActionButton>
  </InlineNote>
);

/** 等级和权益 of whoever shows their code: what the till applies is only said, what a clerk grants has its button. */
export function RightsAtDesk(props: DeskProps) {
  const { memberCode } = props;
  const { state, reload } = useCall(() => growthService.readRights({ memberCode }));
  useEffect(() => void reload(), [reload]);
  const { granted, grant, undo, sheet } = useGranting(props, reload);
  const error = grant.error ?? undo.error ?? (state.status === 'failed' ? state.error : null);
  const held = state.status === 'ready' ? state.snapshot.data.rights : null;
  return (
    <View id="rights-at-desk">
      {held && (
        <>
          <SectionTitle text="等级和权益" />
          <View className={styles['tier']}>
            <View className={classNames(styles['badge'], `tier-${held.look}`)}>
              <TierBadge look={held.look} name={held.tier} />
            </View>
          </View>
        </>
      )}
      {granted && <Done granted={granted} undo={undo} />}
      {error && <InlineNote text={errorCatalogue[error.code].message} />}
      {held?.rights.map((right) => (
        <Right key={right.id} right={right} grant={grant} />
      ))}
      {sheet}
    </View>
  );
}
