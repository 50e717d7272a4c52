import { allOfficeOperations } from '../../contracts/office/office-operations';
import { serve } from '../kit/host/serve';
import { listAudit } from './audit/list-audit';
import { exportList } from './exports/export-list';
import { exportAudience } from './exports/export-audience';
import { exportMembers } from './exports/export-members';
import { listExports } from './exports/list-exports';
import { tellExport } from './exports/tell-export';
import { listImportLines, listImports, readImport } from './imports/list-imports';
import { applyImport, checkImport, continueImport, undoImport } from './imports/apply-import';
import { addImportPart, closeImportUpload, startImport } from './imports/close-upload';
import { listFindings } from './list-findings';
import { listHeldOrders } from './list-held-orders';
import { readToDo } from './read-to-do';
import { readReconciliation } from './reconciliation/read-reconciliation';
import { scheduleReconciliation } from './reconciliation/schedule-reconciliation';
import { extendCard } from './members/acts/extend-card';
import { freezeMember } from './members/acts/freeze-member';
import { noteMember } from './members/acts/note-member';
import { replaceCard } from './members/acts/replace-card';
import { tagMember } from './members/acts/tag-member';
import { readMemberAtCounter } from './members/detail/read-member-at-counter';
import { readMemberDetail } from './members/detail/read-member';
import { readMemberTimeline } from './members/detail/read-timeline';
import { tellPhone } from './members/detail/tell-phone';
import { listMemberChoices } from './members/list/list-choices';
import { listMembers } from './members/list/list-members';
import { removeMemberView, saveMemberView } from './members/list/save-view';
import { readShopPicture } from './pictures/read-shop-picture';
import { removeShopPicture } from './pictures/remove-shop-picture';
import { saveShopPicture } from './pictures/save-shop-picture';
import { listSettingVersions } from './settings/list-setting-versions';
import { readSettings } from './settings/read-settings';
import { restoreSettings } from './settings/restore-settings';
import { saveBrand, saveSettings } from './settings/save-settings';

export const main = serve('office', allOfficeOperations, {
  listAudit,
  listFindings,
  listHeldOrders,
  readSettings,
  saveSettings,
  saveBrand,
  readShopPicture,
  saveShopPicture,
  removeShopPicture,
  listSettingVersions,
  restoreSettings,
  listMembers,
  listMemberChoices,
  saveMemberView,
  removeMemberView,
  readToDo,
  readReconciliation,
  startReconciliation: scheduleReconciliation,
  readMember: readMemberDetail,
  readMemberTimeline,
  readMemberAtCounter,
  tellPhone,
  tagMember,
  noteMember,
  freezeMember,
  extendCard,
  replaceCard,
  exportAudience,
  exportMembers,
  exportList,
  listExports,
  tellExport,
  startImport,
  addImportPart,
  closeImportUpload,
  checkImport,
  applyImport,
  undoImport,
  continueImport,
  readImport,
  listImports,
  listImportLines,
});
