import { Alert, Button, QRCode, Skeleton, Space, Typography } from 'antd';
import type { LoginShown } from '@contracts/console/console-session';
import { errorText } from '../app/error-text';
import { useTexts } from '../texts/use-texts';
import { useHeldUp } from './use-held-up';
import type { Login } from './use-login';

/** WeChat's own picture; while WeChat does not draw it, the code itself, for the scanner inside the mini-program. */
function Picture({ shown }: { shown: LoginShown }) {
  const { login } = useTexts();
  if (shown.picture !== null) return <img src={shown.picture} alt={login.code} />;
  return (
    <div role="img" aria-label={login.code}>
      <QRCode type="svg" value={shown.code} size={216} bordered={false} color="#000" bgColor="#fff" />
    </div>
  );
}

/** A code with its number, how long it lasts and how far it is: to sign in, and for a second look. */
export function LoginCode({ login, approvedText }: { login: Login; approvedText: string }) {
  const texts = useTexts();
  const { shown, state, secondsLeft, error } = login;
  const words = { ...texts.login, approved: approvedText, taken: texts.login.expired };
  const isOver = state === 'expired' || state === 'refused';
  useHeldUp(isOver ? null : (shown?.picture ?? null));
  if (error)
    return (
      <Alert
        type="error"
        showIcon
        title={errorText(error)}
        action={<Button onClick={login.refresh}>{texts.list.retry}</Button>}
      />
    );
  return (
    <Space orientation="vertical" size="middle" align="center">
      <div className="code-frame">
        {shown ? <Picture shown={shown} /> : <Skeleton.Node active style={{ width: 216, height: 216 }} />}
        {isOver && (
          <div className="code-over">
            <strong>{words[state]}</strong>
            <Button type="primary" onClick={login.refresh} autoFocus>
              {texts.login.refresh}
            </Button>
          </div>
        )}
      </div>
      <div>
        <Typography.Text type="secondary">{texts.login.number}</Typography.Text>
        <div className="match-number">{shown && !isOver ? shown.number : '--'}</div>
      </div>
      <div role="status" aria-live="polite">
        <Typography.Text strong={state !== 'waiting'} type={state === 'refused' ? 'danger' : undefined}>
          {login.isStuck && !isOver ? texts.login.stuck : words[state]}
        </Typography.Text>
      </div>
      <Typography.Text type="secondary">
        {!isOver && secondsLeft !== null ? texts.login.left(secondsLeft) : ' '}
      </Typography.Text>
    </Space>
  );
}
