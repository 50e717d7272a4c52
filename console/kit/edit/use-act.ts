import { App as AntApp } from 'antd';
import type { RequestId } from '@contracts/primitives/ids';
import { useEffect, useState } from 'react';
import { guardLeaving } from '../../app/location';
import { useTexts } from '../../texts/use-texts';
import { useRequestIdOf } from './use-request-id-of';

interface Act<Values extends object> {
  initial: Values;
  /** The same content carries the same request id, however often it is tried. */
  submit: (values: Values, requestId: RequestId) => Promise<unknown>;
  /** After it was done. */
  onDone: () => void;
  onClose: () => void;
  /** What is typed is kept elsewhere: leaving loses nothing and is not asked about. */
  isKept?: boolean;
}

/** What is typed, whether it was sent and how that went; leaving with something unsaved is asked about. */
export function useAct<Values extends object>({
  initial,
  submit,
  onDone,
  onClose,
  isKept = false,
}: Act<Values>) {
  const { form: texts } = useTexts();
  const { message, modal } = AntApp.useApp();
  const [isDirty, setDirty] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const requestIdOf = useRequestIdOf();
  useEffect(() => (isDirty ? guardLeaving(() => confirm(texts.leave)) : undefined), [isDirty, texts]);

  const close = (): void => {
    if (isDirty) void modal.confirm({ title: texts.leave, onOk: onClose });
    else onClose();
  };
  const finish = async (shown: Values): Promise<void> => {
    // A field that is not shown says nothing: it stays as it was.
    const values = { ...initial, ...shown };
    setBusy(true);
    setError(null);
    try {
      await submit(values, requestIdOf(values));
      setDirty(false);
      void message.success(texts.done);
      onDone();
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return {
    error,
    isBusy,
    close,
    touch: () => setDirty(!isKept),
    finish: (values: Values) => void finish(values),
  };
}
