import { isInstant } from '../../../contracts/primitives/time';
import type { OwnerSetup } from './owner-code';

/** What a deployment says of the code it printed; it is made anew each time, so it stands in no `.env`. */
export const OWNER_SETUP_VARIABLE = 'OWNER_SETUP';

/** Null: this deployment printed none, or what it says is no code's. */
export function ownerSetup(): OwnerSetup | null {
  const [until = '', hash = ''] = (process.env[OWNER_SETUP_VARIABLE] ?? '').split('.');
  const expiresAt = Number(until);
  return hash !== '' && until !== '' && isInstant(expiresAt) ? { hash, expiresAt } : null;
}
