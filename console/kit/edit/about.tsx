import { Alert, Button, Typography } from 'antd';
import type { ReactNode } from 'react';
import { errorKind, errorText } from '../../app/error-text';
import { useTexts } from '../../texts/use-texts';

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Typography.Text type="secondary">{name}：</Typography.Text>
      {children}
    </div>
  );
}

/** Whom it is about, and what will be different. */
export function About({ who, what }: { who: ReactNode; what: ReactNode }) {
  const { form: texts } = useTexts();
  return (
    <div className="form-about">
      <Line name={texts.who}>{who}</Line>
      {what !== undefined && <Line name={texts.what}>{what}</Line>}
    </div>
  );
}

/** Why it was not done; after a conflict, the way to what stands there now. */
export function Refused({ error, reload }: { error: unknown; reload: (() => void) | undefined }) {
  const { form: texts } = useTexts();
  const mayReload = errorKind(error) === 'conflict' && reload !== undefined;
  return (
    <Alert
      type={errorKind(error) === 'conflict' ? 'warning' : 'error'}
      showIcon
      style={{ marginBottom: 16 }}
      title={errorText(error)}
      description={mayReload ? texts.conflict : undefined}
      action={mayReload && <Button onClick={reload}>{texts.reload}</Button>}
    />
  );
}
