import type { PushStatus, PushView } from '@contracts/message/push-values';
import { Button, Tag } from 'antd';
import { useQueryString } from '../../app/location';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { momentText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { PUSH_KEY, PushDrawer } from './push-drawer';
import { PushForm } from './push/push-form';
import { pushTexts } from './push/texts';
import { peopleTexts } from './texts';

const colours: Record<PushStatus, string> = {
  draft: 'default',
  awaiting_approval: 'warning',
  sending: 'processing',
  paused: 'warning',
  done: 'success',
  cancelled: 'default',
};

export default function PushesPage() {
  const { pages } = useTexts();
  const texts = usePageTexts(peopleTexts);
  const push = usePageTexts(pushTexts);
  const query = useQueryString();
  const { columns } = texts;
  const shown: ListColumn<PushView>[] = [
    { key: 'kind', title: columns.kind, width: 110, render: ({ kind }) => texts.pushKinds[kind] },
    { key: 'title', title: columns.title, width: 280, render: ({ text }) => text?.title ?? texts.self },
    {
      key: 'status',
      title: columns.status,
      width: 110,
      render: ({ status }) => <Tag color={colours[status]}>{texts.pushStatuses[status]}</Tag>,
    },
    { key: 'sendAt', title: columns.sendAt, width: 180, render: ({ sendAt }) => momentText(sendAt) },
    {
      key: 'people',
      title: columns.people,
      width: 100,
      align: 'right',
      render: ({ preview }) => numberText(preview.total),
    },
    { key: 'done', title: columns.done, width: 100, align: 'right', render: ({ done }) => numberText(done) },
    { key: 'by', title: columns.by, width: 130, render: ({ createdBy }) => createdBy },
  ];
  const open = query.get('open');
  return (
    <ListPage<PushView>
      title={pages.pushes}
      name="pushes"
      queryKey={[...PUSH_KEY, 'list']}
      load={async (cursor) => {
        const { pushes, nextCursor, now } = await api.message.listPushes({ cursor });
        return { rows: pushes, nextCursor, now };
      }}
      columns={shown}
      rowKey={({ id }) => id}
      actions={
        <Button type="primary" onClick={() => query.set({ edit: 'new' }, 'push')}>
          {push.new}
        </Button>
      }
      onOpen={({ id }) => query.set({ open: id }, 'push')}
    >
      {query.get('edit') === 'new' && (
        <PushForm
          segmentId={query.get('segment')}
          onMade={(id) => query.set({ edit: null, segment: null, open: id })}
          onClose={() => query.set({ edit: null, segment: null })}
        />
      )}
      {open !== null && <PushDrawer open={open} onClose={() => query.set({ open: null })} />}
    </ListPage>
  );
}
