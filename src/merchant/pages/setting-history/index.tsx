import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useToast } from '@/components/sheet/toast';
import { chinaTimeText } from '@contracts/primitives/time';
import type { SettingVersion } from '@contracts/office/settings';
import { useAction } from '@/hooks/use-action';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { officeService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { changeText } from './change-text';

interface VersionProps {
  one: SettingVersion;
  newest: number;
  onRestored: (said: string) => void;
}

function VersionCard({ one, newest, onRestored }: VersionProps) {
  const { version, changedAt, changedBy, restoredFrom, changes } = one;
  const [unfit, setUnfit] = useState<string | null>(null);
  const { ask, sheet } = useConfirmSheet();
  const restore = useAction(async () => {
    const lines = [
      `所有规则和模板回到第 ${version} 版的样子，一分钟内生效。`,
      '现在的样子仍留在这里，可以再恢复。',
    ];
    if (!(await ask({ title: `恢复第 ${version} 版？`, lines, yes: `恢复第 ${version} 版` }))) return;
    const answer = await officeService.restoreSettings({ version, basedOn: newest });
    if (answer.outcome === 'restored')
      return onRestored(`已恢复第 ${version} 版，现在是第 ${answer.version} 版`);
    setUnfit(`有内容已不合规则，恢复不了：${answer.problems.map(({ path }) => path).join('、')}`);
  });
  return (
    <Card>
      <CardHead title={`第 ${version} 版`} state={version === newest ? '现在' : undefined} />
      <CardLine text={`${chinaTimeText(changedAt)} · ${changedBy}`} />
      {restoredFrom !== null && <CardLine text={`恢复自第 ${restoredFrom} 版`} />}
      {changes.map((change) => (
        <CardLine key={change.path} text={changeText(change)} />
      ))}
      {unfit !== null && <InlineNote text={unfit} />}
      {restore.error && <InlineNote text={restore.error.message} />}
      {version !== newest && (
        <CardActions>
          <ActionButton
            id={`restore-${version}`}
            look="quiet"
            disabled={restore.busy}
            onPress={() => void restore.run(undefined)}
          >
            恢复这一版
          </ActionButton>
        </CardActions>
      )}
      {sheet}
    </Card>
  );
}

/** 改过什么: every version of the settings, what it changed, and the way back. */
export default function SettingHistoryPage() {
  const { say, toast } = useToast();
  const list = usePagedCall(async (cursor) =>
    pageOf(await officeService.listSettingVersions({ cursor }), 'versions'),
  );
  const newest = list.shown[0]?.version ?? 0;
  return (
    <StaffList
      list={list}
      keyOf={({ version }) => String(version)}
      row={(one) => (
        <VersionCard
          one={one}
          newest={newest}
          onRestored={(said) => {
            say(said);
            void list.reload();
          }}
        />
      )}
      empty={{ title: '还没有改过', text: '改一次规则，这里就有一版' }}
    >
      {toast}
    </StaffList>
  );
}
