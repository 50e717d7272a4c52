import { useState } from 'react';
import { scanText } from '@/platform/scan/scan-text';
import { ActionButton } from '../action-button';
import { InlineNote } from '../inline-note';

interface ScanButtonProps {
  id: string;
  text: string;
  busy: boolean;
  onScan: (text: string) => void;
}

/** Scans; where that cannot be done it says what to do instead. */
export function ScanButton({ id, text, busy, onScan }: ScanButtonProps) {
  const [failed, setFailed] = useState(false);
  const scan = async () => {
    const read = await scanText();
    setFailed(read.kind === 'failed');
    if (read.kind === 'text') onScan(read.text);
  };
  return (
    <>
      {failed && (
        <InlineNote text="没有扫出来。请在微信里打开并允许使用相机，对准码再扫一次；也可以把号码输在上面。" />
      )}
      <ActionButton id={id} disabled={busy} onPress={() => void scan()}>
        {busy ? '正在查…' : text}
      </ActionButton>
    </>
  );
}
