import { memberOperations } from '../../contracts/member/member';
import { besideSettings } from '../kit/host/call';
import { serve } from '../kit/host/serve';
import { listShopPictures } from './landing/list-shop-pictures';
import { resolveCode } from './landing/resolve-code';
import { readCode } from './overview/read-code';
import { readCounterMember } from './overview/read-counter-member';
import { joinMember } from './join/join-member';
import { searchMembers } from './overview/search-members';
import { readOverview } from './overview/read-overview';
import { readProfile } from './overview/read-profile';
import { readRoles } from './overview/read-roles';
import { withBrand } from './overview/with-brand';
import { recordPhone } from './join/record-phone';
import { readDetails } from './profile/read-details';
import { saveAvatar } from './profile/save-avatar';
import { saveDetails } from './profile/save-details';
import { removeAvatar } from '../identity/picture/remove-avatar';

export const main = serve('member', memberOperations, {
  resolveCode: withBrand(resolveCode),
  overview: withBrand(readOverview),
  listShopPictures,
  join: joinMember,
  readProfile,
  readDetails,
  saveDetails,
  saveAvatar,
  removeAvatar,
  readRoles: besideSettings(readRoles),
  linkPhone: recordPhone,
  readCode,
  search: searchMembers,
  identify: readCounterMember,
});
