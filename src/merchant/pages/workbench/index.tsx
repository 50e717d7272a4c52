import { View } from '@tarojs/components';
import { refuse } from '@contracts/errors';
import { ActionButton } from '@/components/action-button';
import { LinkRow } from '@/components/list/link-row';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { useCall } from '@/hooks/use-call';
import { openAtCounter, openCharge, openPickUp, openRedeemDesk } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { memberService } from '@/services';
import { ClerksOnly } from '../../components/staff-only';
import styles from './index.module.scss';
import { readToDo } from './read-to-do';
import { groupTexts, work, type WorkRow } from './work';

async function readWork() {
  const { mayActAs } = await memberService.readRoles({});
  const roles = (['adviser', 'clerk', 'operator'] as const).filter((role) => mayActAs.includes(role));
  if (roles.length === 0) throw refuse('not_allowed');
  return { roles, toDo: await readToDo(roles.includes('operator')) };
}

/** What is done with a shopper in front of the counter. */
const AtTheCounter = () => (
  <View className={styles['acts']}>
    <ActionButton id="charge" onPress={() => void openCharge()}>
      收款
    </ActionButton>
    <ActionButton id="redeem" look="secondary" onPress={() => void openRedeemDesk()}>
      核销优惠券
    </ActionButton>
    <ActionButton id="pick-up" look="secondary" onPress={() => void openPickUp()}>
      发放兑换品、提货
    </ActionButton>
    <ActionButton id="at-counter" look="quiet" onPress={() => void openAtCounter()}>
      看会员：能用什么、在本店买过什么
    </ActionButton>
  </View>
);

interface GroupProps {
  title: string;
  rows: readonly WorkRow[];
  toDo: Readonly<Record<string, string | undefined>>;
}

const Group = ({ title, rows, toDo }: GroupProps) => (
  <>
    <SectionTitle text={title} />
    <View className={styles['panel']}>
      {rows.map(({ id, icon, text, open }) => (
        <LinkRow key={id} id={id} icon={icon} text={text} count={toDo[id]} onPress={() => void open()} />
      ))}
    </View>
  </>
);

/** 工作台: the counter first, then what waits, then the rest by what it is for; by role. */
export default function WorkbenchPage() {
  const { state, reload } = useCall(readWork);
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  const groups = groupTexts
    .map(({ group, title }) => ({
      title,
      rows: work.filter(
        (row) =>
          row.group === group &&
          data?.roles.includes(row.for) &&
          (row.onlyWaiting === undefined || data.toDo[row.id] !== undefined),
      ),
    }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <PageShell>
      <PageWait call={{ state, reload }} card rows={4} Failure={ClerksOnly} />
      {data && (
        <>
          {data.roles.includes('clerk') && <AtTheCounter />}
          {groups.map(({ title, rows }) => (
            <Group key={title} title={title} rows={rows} toDo={data.toDo} />
          ))}
        </>
      )}
    </PageShell>
  );
}
