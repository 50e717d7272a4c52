import type { UseQueryResult } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../failure';

interface Props {
  queries: readonly Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>[];
  onClose: () => void;
  children: ReactNode;
}

/** Until what a form needs is there, its place; then the form itself. */
export function FormLoad({ queries, onClose, children }: Props) {
  const failed = queries.find(({ isError }) => isError);
  if (!failed && !queries.some(({ isPending }) => isPending)) return children;
  return (
    <Drawer open onClose={onClose} size={820}>
      {failed ? (
        <Failure error={failed.error} retry={() => void failed.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Drawer>
  );
}
