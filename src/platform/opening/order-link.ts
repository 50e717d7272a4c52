import { isClaimId, isOrderId, type ClaimId, type OrderId } from '@contracts/primitives/ids';
import { queryOf, queryOfScene } from './landing';
import { stringField } from '../untrusted';

/** The page a scanned bill opens, with `scene=o%3D<order>` or `id=<order>`. */
export const CHECKOUT_PAGE = 'shopper/pages/checkout/index';

export function orderIdFromParams(params: unknown): OrderId | null {
  const scene = stringField(params, 'scene');
  const id = scene === undefined ? stringField(params, 'id') : queryOfScene(scene)['o'];
  return isOrderId(id) ? id : null;
}

/** What a scan inside the mini-program read, when it was a bill. */
export function orderIdFromScan(scan: unknown): OrderId | null {
  const path = stringField(scan, 'path')?.replace(/^\//, '');
  if (path === undefined || !path.startsWith(CHECKOUT_PAGE)) return null;
  return orderIdFromParams(queryOf(path.split('?')[1] ?? ''));
}

export function claimIdFromParams(params: unknown): ClaimId | null {
  const id = stringField(params, 'id');
  return isClaimId(id) ? id : null;
}
