import type { SegmentRule } from '@contracts/audience/segment-rule';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { ruleTexts } from './texts';

/** While somebody types nothing is asked. */
const WAIT_MS = 500;

function useRested(rule: SegmentRule | null): SegmentRule | null {
  const [rested, setRested] = useState(rule);
  const asked = JSON.stringify(rule);
  useEffect(() => {
    const timer = setTimeout(() => setRested(rule), WAIT_MS);
    return () => clearTimeout(timer);
    // A rule that is drawn again is the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked]);
  return JSON.stringify(rested) === asked ? rested : null;
}

/** How many a rule would have, a moment after it was last changed. Null: it is not whole yet. */
export function LiveCount({ rule }: { rule: SegmentRule | null }) {
  const texts = usePageTexts(ruleTexts);
  const rested = useRested(rule);
  const counted = useQuery({
    queryKey: ['audience', 'preview', rested],
    queryFn: () => (rested ? api.audience.previewRule({ rule: rested }) : null),
    enabled: rested !== null,
  });
  if (rule === null) return <Alert type="info" title={texts.notWhole} />;
  if (!rested || !counted.data) return <Alert type="info" title={texts.counting} />;
  const { about, from, until, looked } = counted.data;
  return (
    <Alert
      type="info"
      title={from === until ? texts.exactly(about) : texts.about(about, from, until, looked)}
    />
  );
}
