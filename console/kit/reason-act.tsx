import { Button } from 'antd';
import type { RequestId } from '@contracts/primitives/ids';
import { useState, type ReactNode } from 'react';
import { ActionForm, ReasonField } from './action-form';

interface Props {
  label: string;
  who: ReactNode;
  what: string;
  isDanger?: boolean;
  submit: (reason: string, requestId: RequestId) => Promise<unknown>;
  onDone: () => void;
}

/** A button for what is done with nothing but a reason. */
export function ReasonAct({ label, who, what, isDanger = false, submit, onDone }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" danger={isDanger} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <ActionForm<{ reason: string }>
          title={label}
          who={who}
          what={what}
          initial={{ reason: '' }}
          submit={({ reason }, requestId) => submit(reason.trim(), requestId)}
          saveText={label}
          isDanger={isDanger}
          reload={onDone}
          onDone={onDone}
          onClose={() => setOpen(false)}
        >
          <ReasonField />
        </ActionForm>
      )}
    </>
  );
}
