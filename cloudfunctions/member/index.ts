import { memberOperations } from '../../contracts/member';
import { serve } from '../kit/host/serve';
import { readCode } from './read-code';
import { readCounterMember } from './read-counter-member';
import { joinMember } from './join-member';
import { readOverview } from './read-overview';
import { readProfile } from './read-profile';
import { readRoles } from './read-roles';
import { recordPhone } from './record-phone';

export const main = serve('member', memberOperations, {
  overview: readOverview,
  join: joinMember,
  readProfile,
  readRoles,
  linkPhone: recordPhone,
  readCode,
  identify: readCounterMember,
});
