import type { StoreId } from '@contracts/primitives/ids';
import type { VisitRuleDraft } from '@contracts/play/visit-rule';
import type { LocalCloud } from '../../../local/server';
import { STORE } from '../payment-stage';
import { newTestRequest, phoneOf, type Phone } from '../stage';
import { pointsPrize } from './play-stage';

export const VISIT: VisitRuleDraft = { isOn: true, prize: pointsPrize(6), perDay: 1, perMonth: null };

export async function publishVisits(cloud: LocalCloud, change: Partial<VisitRuleDraft> = {}): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const { rule } = await he.play.readVisitRule({});
  await he.play.publishVisitRule({ draft: { ...VISIT, ...change }, basedOn: rule?.version ?? 0 });
}

interface Coming {
  storeId?: StoreId;
  requestId?: ReturnType<typeof newTestRequest>;
  by?: Phone;
}

/** A clerk scans somebody's code and gives what a visit brings. */
export async function comeTo(
  cloud: LocalCloud,
  one: Phone,
  { storeId = STORE, requestId = newTestRequest(), by = phoneOf(cloud, 'clerk-zhou') }: Coming = {},
) {
  const { code } = await one.member.readCode({});
  return by.play.giveVisitGift({ memberCode: code, storeId }, { requestId });
}

/** Another store of the merchant, at which no clerk of the demo works. */
export async function secondStore(cloud: LocalCloud): Promise<StoreId> {
  const { store } = await phoneOf(cloud, 'operator-he').merchant.saveStore({
    edit: null,
    fields: {
      name: '锦绣店',
      city: '上海',
      region: '徐汇',
      address: '锦绣路 8 号',
      phone: '021-55555555',
      hours: { opensAt: '08:00', closesAt: '22:00' },
      location: { latitude: 31.2304, longitude: 121.4737 },
    },
  });
  return store.storeId;
}
