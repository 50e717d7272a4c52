import { officeOperations } from '../../contracts/office/office';
import { settingsOperations } from '../../contracts/office/settings';
import { serve } from '../kit/host/serve';
import { listAudit } from './list-audit';
import { listFindings } from './list-findings';
import { listHeldOrders } from './list-held-orders';
import { listSettingVersions } from './settings/list-setting-versions';
import { readSettings } from './settings/read-settings';
import { restoreSettings } from './settings/restore-settings';
import { saveSettings } from './settings/save-settings';

export const main = serve(
  'office',
  { ...officeOperations, ...settingsOperations },
  {
    listAudit,
    listFindings,
    listHeldOrders,
    readSettings,
    saveSettings,
    listSettingVersions,
    restoreSettings,
  },
);
