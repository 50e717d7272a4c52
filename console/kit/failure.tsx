import { Alert, Button } from 'antd';
import { errorKind, errorText } from '../app/error-text';
import { useTexts } from '../texts/use-texts';

/** What could not be loaded, in words, and the way to try again where that helps. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const { list } = useTexts();
  const kind = errorKind(error);
  const isFinal = kind === 'forbidden' || kind === 'not_found';
  return (
    <Alert
      type="error"
      showIcon
      title={errorText(error)}
      action={!isFinal && <Button onClick={retry}>{list.retry}</Button>}
    />
  );
}
