import { officeOperations } from '../../contracts/office/office';
import { memberDeskOperations } from '../../contracts/office/members';
import { reconciliationOperations } from '../../contracts/office/reconciliation';
import { toDoOperations } from '../../contracts/office/to-do';
import { settingsOperations } from '../../contracts/office/settings';
import { serve } from '../kit/host/serve';
import { listAudit } from './audit/list-audit';
import { listFindings } from './list-findings';
import { listHeldOrders } from './list-held-orders';
import { listMemberChoices } from './members/list-choices';
import { listMembers } from './members/list-members';
import { removeMemberView, saveMemberView } from './members/save-view';
import { readToDo } from './read-to-do';
import { readReconciliation } from './reconciliation/read-reconciliation';
import { scheduleReconciliation } from './reconciliation/schedule-reconciliation';
import { listSettingVersions } from './settings/list-setting-versions';
import { readSettings } from './settings/read-settings';
import { restoreSettings } from './settings/restore-settings';
import { saveSettings } from './settings/save-settings';

export const main = serve(
  'office',
  {
    ...officeOperations,
    ...settingsOperations,
    ...memberDeskOperations,
    ...reconciliationOperations,
    ...toDoOperations,
  },
  {
    listAudit,
    listFindings,
    listHeldOrders,
    readSettings,
    saveSettings,
    listSettingVersions,
    restoreSettings,
    listMembers,
    listMemberChoices,
    saveMemberView,
    removeMemberView,
    readToDo,
    readReconciliation,
    startReconciliation: scheduleReconciliation,
  },
);
