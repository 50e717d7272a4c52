import { settingGroups, type SettingProblem } from '../../../contracts/office/setting-values';
import { storeId } from '../../../contracts/values';
import type { ReadStore } from '../../kit/store/store';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import { fitsPayment } from '../../merchant/stores/store';

const PAGE = 200;
/** Before every store: a query of all of them still needs a condition. */
const FIRST_STORE = storeId.parse('sto_0');

/** A brand that a payment cannot show whole with the name of each store. What is no brand at all is `listProblems`' matter. */
export async function listBrandProblems(
  { stores }: Pick<ReadStore, 'stores'>,
  content: unknown,
): Promise<SettingProblem[]> {
  const brand = settingGroups.brand.safeParse(content);
  if (!brand.success || brand.data.name === '') return [];
  const all = await allPages((cursor) =>
    stores.find({ where: { _id: moreThan(FIRST_STORE) }, orderBy: '_id', limit: PAGE, cursor }),
  );
  const fits = all.every(({ name }) => fitsPayment(brand.data.name, name));
  return fits ? [] : [{ path: 'name', problem: 'does_not_fit' }];
}
