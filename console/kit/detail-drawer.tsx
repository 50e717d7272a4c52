import type { UseQueryResult } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from './failure';

interface Props<Detail> {
  title: string;
  onClose: () => void;
  detail: UseQueryResult<Detail>;
  extra?: ReactNode;
  children: (detail: Detail) => ReactNode;
}

/** The one detail of the console: beside its list, with the same loading and failing everywhere. */
export function DetailDrawer<Detail>({ title, onClose, detail, extra, children }: Props<Detail>) {
  return (
    <Drawer open title={title} onClose={onClose} size={720} extra={extra}>
      {detail.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {detail.isError && <Failure error={detail.error} retry={() => void detail.refetch()} />}
      {detail.data !== undefined && children(detail.data)}
    </Drawer>
  );
}
