import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Timeline, Typography } from 'antd';
import { useState } from 'react';
import { Link } from '../../app/link';
import { api } from '../../service';
import { actionText } from '../../texts/actions';
import { useLanguage, useTexts } from '../../texts/use-texts';
import { Failure } from '../failure';
import { momentText } from '../words';

interface Props {
  /** What it is about, as the audit log names it. */
  about: string | null;
  actions: readonly string[];
}
const FIRST = 10;

function Entries({ about, actions }: Props) {
  const { form: texts, list, none } = useTexts();
  const { language } = useLanguage();
  const found = useQuery({
    queryKey: ['office', 'audit', 'history', about, actions],
    queryFn: () => api.office.listAudit({ cursor: null, about, actions: [...actions] }),
  });
  if (found.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const { entries } = found.data;
  if (entries.length === 0) return <Typography.Text type="secondary">{list.empty}</Typography.Text>;
  const all = new URLSearchParams({ actions: actions.join(','), ...(about !== null && { about }) });
  return (
    <>
      <Timeline
        items={entries.slice(0, FIRST).map((entry) => ({
          content: (
            <>
              <div>
                {momentText(entry.at)} · {entry.name ?? none} · {actionText(entry.action, language)}
              </div>
              {Object.entries(entry.after ?? {}).map(([path, after]) => (
                <div key={path}>
                  <Typography.Text type="secondary">
                    {path}：{String(entry.before?.[path] ?? none)} → {String(after ?? none)}
                  </Typography.Text>
                </div>
              ))}
            </>
          ),
        }))}
      />
      <Link to={`/audit?${all.toString()}`}>{texts.wholeHistory}</Link>
    </>
  );
}

/** Who changed it when, from what to what; asked when somebody wants to know. */
export function History(props: Props) {
  const { form: texts } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="form-changes" aria-label={texts.history}>
      <h3>{texts.history}</h3>
      {isOpen ? <Entries {...props} /> : <Button onClick={() => setOpen(true)}>{texts.showHistory}</Button>}
    </section>
  );
}
