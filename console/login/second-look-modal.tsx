import { Modal, Space, Typography } from 'antd';
import type { ConsoleUser } from '@contracts/console/console-session';
import { useSyncExternalStore } from 'react';
import { secondLook } from '../service/second-look';
import { session } from '../service/session';
import { useTexts } from '../texts/use-texts';
import { LoginCode } from './login-code';
import { useLogin } from './use-login';

function confirmed(user: ConsoleUser): void {
  session.signIn(user);
  secondLook.given();
}

function SecondLook() {
  const { secondLook: texts } = useTexts();
  const login = useLogin('confirm', confirmed);
  return (
    <Space orientation="vertical" size="middle" align="center" style={{ width: '100%' }}>
      <Typography.Text>{texts.lead}</Typography.Text>
      <LoginCode login={login} approvedText={texts.approved} />
    </Space>
  );
}

/** Some calls are answered only after the phone was asked once more; they wait behind this. */
export function SecondLookModal() {
  const texts = useTexts();
  const isAsked = useSyncExternalStore(secondLook.watch, secondLook.isAsked);
  return (
    <Modal
      open={isAsked}
      title={texts.secondLook.title}
      footer={null}
      onCancel={secondLook.givenUp}
      destroyOnHidden
      zIndex={1200}
    >
      <SecondLook />
    </Modal>
  );
}
