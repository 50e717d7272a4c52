import type { ApplicationView } from '@contracts/leader/leader-office';
import { App as AntApp, Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import { errorText } from '../../../app/error-text';
import { ListPage, type ListColumn } from '../../../kit/list-page';
import { ReasonAct } from '../../../kit/reason-act';
import { useRefresh } from '../../../kit/use-refresh';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { peopleTexts } from '../texts';

const KEY = ['leader'];

function Acts({ application }: { application: ApplicationView }) {
  const texts = usePageTexts(peopleTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const refresh = useRefresh(KEY);
  const { applicationId, name, storeName } = application;
  const who = `${name} · ${storeName}`;
  const approve = async (): Promise<void> => {
    try {
      await api.leader.decideApplication({ applicationId, decision: 'approve' });
      void message.success(form.done);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    refresh();
  };
  const ask = (): void =>
    void modal.confirm({ title: `${texts.approve} · ${who}`, content: texts.approveSure, onOk: approve });
  return (
    <Flex gap="small">
      <Button size="small" type="primary" onClick={ask}>
        {texts.approve}
      </Button>
      <ReasonAct
        label={texts.refuse}
        who={who}
        what={texts.refuseWhat}
        isDanger
        submit={(reason, requestId) =>
          api.leader.decideApplication({ applicationId, decision: 'refuse', reason }, { requestId })
        }
        onDone={refresh}
      />
    </Flex>
  );
}

export function Applications({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(peopleTexts);
  const { columns } = texts;
  const shown: ListColumn<ApplicationView>[] = [
    { key: 'name', title: columns.name, width: 130, render: ({ name }) => name },
    { key: 'phone', title: columns.phone, width: 140, render: ({ phone }) => phone },
    { key: 'store', title: columns.store, width: 160, render: ({ storeName }) => storeName },
    { key: 'group', title: columns.group, width: 200, render: ({ groupName }) => groupName },
    { key: 'applied', title: columns.applied, width: 170, render: ({ appliedAt }) => momentText(appliedAt) },
    {
      key: 'refused',
      title: columns.refused,
      width: 100,
      render: ({ refusedBefore }) => texts.times(refusedBefore),
    },
    { key: 'act', title: columns.act, width: 180, render: (row) => <Acts application={row} /> },
  ];
  return (
    <ListPage<ApplicationView>
      title={pages.leaders}
      name="applications"
      queryKey={[...KEY, 'applications']}
      load={async (cursor) => {
        const found = await api.leader.listApplications({ status: 'waiting', cursor });
        return { rows: found.applications, nextCursor: found.nextCursor, now: found.now };
      }}
      columns={shown}
      rowKey={({ applicationId }) => applicationId}
      filters={control}
    />
  );
}
