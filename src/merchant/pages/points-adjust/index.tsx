import { Text, View } from '@tarojs/components';
import { useCallback, useEffect, useState } from 'react';
import { Fact, Facts } from '@/components/facts';
import { FormPanel } from '@/components/form/form';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { useToast } from '@/components/sheet/toast';
import { errorCatalogue } from '@contracts/errors';
import type { PointsApi } from '@contracts/points/points';
import { pointsChangeText, pointsText } from '@contracts/primitives/points';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { pointsService } from '@/services';
import { MemberPicker, type PickedMember } from '../../components/member-picker/member-picker';
import { useMemberOfPage } from '../../components/member-picker/use-member-of-page';
import { AdjustForm } from './adjust-form';
import styles from './index.module.scss';
import { RoleGate } from '../../components/role-gate';
import { TransferForm } from './transfer-form';

type Holder = ReturnType<PointsApi['readHolder']>;

const Figures = ({ holder }: { holder: Holder }) => (
  <Facts>
    <Fact name="可用积分" value={pointsText(holder.balance)} tone="total" />
    {holder.pending > 0 && <Fact name="待到账" value={pointsText(holder.pending)} />}
    {holder.debt > 0 && <Fact name="欠" value={pointsText(holder.debt)} />}
  </Facts>
);

const Recent = ({ entries }: Pick<Holder, 'entries'>) => (
  <>
    <SectionTitle text="最近的积分记录" />
    <Facts>
      {entries.map(({ id, reason, points, pending, at }) => (
        <View key={id} className={styles['entry']}>
          <Fact name={reason} value={pointsChangeText(points === 0 ? pending : points)} />
          <Text className={styles['when']}>{chinaTimeText(at)}</Text>
        </View>
      ))}
    </Facts>
  </>
);

/** 调整积分: look first, then give, take or move, always with a reason that the member reads. */
export default function PointsAdjustPage() {
  const [member, setMember] = useState<PickedMember | null>(null);
  const [holder, setHolder] = useState<Holder | null>(null);
  const { say, toast } = useToast();
  const read = useAction(async ({ memberId }: PickedMember) => {
    setHolder(await pointsService.readHolder({ memberId }));
  });
  const { run: readHolder } = read;
  const pick = useCallback(
    (picked: PickedMember | null) => {
      setMember(picked);
      setHolder(null);
      if (picked) void readHolder(picked);
    },
    [readHolder],
  );
  const opened = useMemberOfPage();
  useEffect(() => {
    if (opened) pick(opened);
  }, [opened, pick]);
  const done = async (text: string) => {
    say(text);
    if (member) await read.run(member);
  };
  return (
    <PageShell>
      <RoleGate role="operator">
        <FormPanel>
          <MemberPicker id="member" picked={member} onPick={pick} />
        </FormPanel>
        {read.error && <InlineNote text={errorCatalogue[read.error.code].message} />}
        {member && read.busy && !holder && <PageLoading card={false} rows={2} />}
        {member && holder && (
          <View key={member.memberId} className={styles['found']}>
            <Figures holder={holder} />
            <AdjustForm member={member} holder={holder} onDone={done} />
            <TransferForm from={member} onDone={done} />
            {holder.entries.length > 0 && <Recent entries={holder.entries} />}
          </View>
        )}
        {toast}
      </RoleGate>
    </PageShell>
  );
}
