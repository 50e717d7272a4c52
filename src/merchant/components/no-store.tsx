import { PageNote } from '@/components/page/page-note';

/** A clerk who is bound to no store reads what to do about it. */
export const NoStore = () => (
  <PageNote icon="shield" title="还没有给你分配门店" text="请运营或店主在「员工与门店」里选上你工作的门店" />
);
