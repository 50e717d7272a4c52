import { Alert, Button, Card, Space, Typography } from 'antd';
import { useSyncExternalStore } from 'react';
import { session } from '../service/session';
import { useLanguage, useTexts } from '../texts/use-texts';
import { LoginCode } from './login-code';
import { useLogin } from './use-login';

export function LoginPage() {
  const texts = useTexts();
  const { language, setLanguage } = useLanguage();
  const { isOver } = useSyncExternalStore(session.watch, session.read);
  const login = useLogin('sign_in', session.signIn);
  return (
    <main className="login">
      <Card className="login-card">
        <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
          <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>
            {texts.product}
          </Typography.Title>
          {isOver && <Alert type="info" showIcon title={texts.login.over} />}
          <Typography.Text>{texts.login.lead}</Typography.Text>
          <LoginCode login={login} approvedText={texts.login.approved} />
          <Typography.Text type="secondary">{texts.login.safe}</Typography.Text>
          <Button type="link" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {texts.language}
          </Button>
        </Space>
      </Card>
    </main>
  );
}
