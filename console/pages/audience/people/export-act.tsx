import type { ExportApi } from '@contracts/office/exports';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { ExportForm } from '../../files/export-form';
import { audienceTexts } from '../texts';

interface Props {
  of: Parameters<ExportApi['exportAudience']>[0]['of'];
  who: string;
}

/** Whoever is in a segment now, or was settled, as a file. */
export function ExportAct({ of, who }: Props) {
  const texts = usePageTexts(audienceTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {texts.exported}
      </Button>
      {isOpen && (
        <ExportForm
          who={who}
          begin={(wish, { requestId }) => api.office.exportAudience({ of, ...wish }, { requestId })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
