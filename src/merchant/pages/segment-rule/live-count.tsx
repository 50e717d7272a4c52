import { useEffect, useState } from 'react';
import { ListNote } from '@/components/card/card';
import type { SegmentRule } from '@contracts/audience/segment-rule';
import { audienceService } from '@/services';

type Counted = Awaited<ReturnType<typeof audienceService.previewRule>>;

/** While somebody types nothing is asked. */
const WAIT_MS = 600;

const countText = ({ about, from, until, looked }: Counted): string =>
  from === until
    ? `现在有 ${about} 人符合`
    : `大约 ${about} 人符合（${from} 到 ${until} 人，按 ${looked} 位抽样）`;

/** How many a rule would have, a moment after it was last changed. Null: it is not whole yet. */
export function LiveCount({ rule }: { rule: SegmentRule | null }) {
  const asked = rule && JSON.stringify(rule);
  const [counted, setCounted] = useState<{ of: string; text: string } | null>(null);
  useEffect(() => {
    if (rule === null || asked === null) return undefined;
    let isOver = false;
    const say = (text: string) => {
      if (!isOver) setCounted({ of: asked, text });
    };
    const timer = setTimeout(() => {
      audienceService.previewRule({ rule }).then(
        (answer) => say(countText(answer)),
        () => say('现在数不出来，保存后几分钟就有人数'),
      );
    }, WAIT_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // `asked` is the rule as text: a rule that is drawn again is the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked]);
  if (asked === null) return <ListNote text="填好条件就能看到有多少人" />;
  return <ListNote text={counted?.of === asked ? counted.text : '正在数…'} />;
}
