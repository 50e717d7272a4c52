import { useQuery } from '@tanstack/react-query';
import { Button, Result, Spin } from 'antd';
import type { ReactNode } from 'react';
import { api } from '../service';
import { session } from '../service/session';
import { useTexts } from '../texts/use-texts';
import { asTuankaError, errorText } from './error-text';

async function readSession(): Promise<true> {
  try {
    session.signIn(await api.console.readUser({}));
  } catch (thrown) {
    if (asTuankaError(thrown).code !== 'console_session_over') throw thrown;
  }
  return true;
}

/** Asks once whether the cookie still says who works here. */
export function SessionStart({ children }: { children: ReactNode }) {
  const texts = useTexts();
  const started = useQuery({
    queryKey: ['session'],
    queryFn: readSession,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  if (started.isSuccess) return children;
  if (started.isError)
    return (
      <Result
        status="warning"
        title={errorText(started.error)}
        extra={
          <Button type="primary" onClick={() => void started.refetch()}>
            {texts.list.retry}
          </Button>
        }
      />
    );
  return <Spin size="large" style={{ display: 'block', margin: '30vh auto 0' }} />;
}
