import { instant } from '../../../../contracts/primitives/time';
import { moreThan, type Conditions } from './condition';
import type { Query } from './filter';

/** As many as a phone shows before more are asked for. */
const PAGE = 20;

/** A page of what meets `where`, the latest first by what grows. Without `where`: of everything that has that instant. */
export function latestFirst<Document>(
  by: NoInfer<keyof Document & string>,
  cursor: string | null,
  where?: NoInfer<Conditions<Document>>,
): Query<Document> {
  const nothing: Conditions<Document> = {};
  const all = { ...nothing, [by]: moreThan(instant(0)) };
  return { where: where ?? all, orderBy: by, direction: 'desc', limit: PAGE, cursor };
}
