import { Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import type { LoginState, LoginView } from '@contracts/console/console';
import { refuse } from '@contracts/errors';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { leavePage } from '@/platform/opening/navigation';
import { queryOfScene } from '@/platform/opening/landing';
import { useOnShow } from '@/platform/use-on-show';
import { consoleService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { roleTexts } from '../../components/words/role-text';
import styles from './index.module.scss';

const overTexts: Readonly<Record<Exclude<LoginState, 'waiting' | 'seen'>, string>> = {
  approved: '已确认，请看电脑',
  taken: '已在电脑上登录',
  refused: '你拒绝了这次登录',
  expired: '这个登录码已失效，请在电脑上刷新后再扫',
};

const titles: Readonly<Record<LoginView['purpose'], string>> = {
  sign_in: '在电脑上登录？',
  confirm: '在电脑上做这一步？',
};

interface DecideProps {
  code: string;
  login: LoginView;
  onChange: () => void;
}

function DecideBar({ code, login, onChange }: DecideProps) {
  const approve = useAction(async () => {
    await consoleService.approveLogin({ code, number: login.number }).finally(onChange);
  });
  const reject = useAction(async () => {
    await consoleService.refuseLogin({ code }).finally(onChange);
  });
  const { state } = login;
  if (state !== 'waiting' && state !== 'seen')
    return (
      <>
        <InlineNote
          tone={state === 'approved' || state === 'taken' ? 'calm' : 'warm'}
          text={overTexts[state]}
        />
        <ActionButton id="leave" look="quiet" onPress={() => void leavePage()}>
          返回
        </ActionButton>
      </>
    );
  const error = approve.error ?? reject.error;
  return (
    <>
      {error && <InlineNote text={error.message} />}
      <ActionButton
        id="approve"
        disabled={approve.busy || reject.busy}
        onPress={() => void approve.run(undefined)}
      >
        {approve.busy ? '正在确认…' : '数字一致，确认'}
      </ActionButton>
      <ActionButton
        id="refuse"
        look="quiet"
        disabled={approve.busy || reject.busy}
        onPress={() => void reject.run(undefined)}
      >
        不是我，拒绝
      </ActionButton>
    </>
  );
}

/** What the code on a computer's screen opens: who asks, and the number that must be the same there; nothing happens before the tap. */
export default function ConsoleLoginPage() {
  const { params } = useRouter();
  const code = queryOfScene(params['scene'] ?? '')['l'] ?? '';
  const { state, reload } = useCall(async () => {
    if (!/^[\w-]{22}$/.test(code)) throw refuse('console_login_not_found');
    return consoleService.readLogin({ code });
  });
  useOnShow(() => void reload());
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={2} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <>
          <Card>
            <CardHead title={titles[state.snapshot.data.login.purpose]} />
            <CardLine text="电脑上显示的数字应当是：" />
            <Text className={styles['number']}>{state.snapshot.data.login.number}</Text>
            <CardLine text={`浏览器：${state.snapshot.data.login.browser}`} />
            <CardLine text={`网络地址：${state.snapshot.data.login.place}`} />
            <CardLine text={`时间：${chinaTimeText(state.snapshot.data.login.requestedAt)}`} />
            <CardLine text={`登录后的身份：${roleTexts[state.snapshot.data.login.role]}`} />
          </Card>
          <ActionBar>
            <DecideBar code={code} login={state.snapshot.data.login} onChange={() => void reload()} />
          </ActionBar>
        </>
      )}
    </PageShell>
  );
}
