import type { ComponentProps, ReactNode } from 'react';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import { StaffOnly } from './staff-only';

type StaffListProps<Item> = Omit<ComponentProps<typeof PagedList<Item>>, 'Failure'> & {
  /** Below the list: a way to go on, a toast. */
  children?: ReactNode;
};

/** A page of the merchant's staff that is one list. */
export const StaffList = <Item,>({ children, ...list }: StaffListProps<Item>) => (
  <PageShell>
    <PagedList {...list} Failure={StaffOnly} />
    {children}
  </PageShell>
);
