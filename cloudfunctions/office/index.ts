import { officeOperations } from '../../contracts/office/office';
import { settingsOperations } from '../../contracts/office/settings';
import { serve } from '../kit/host/serve';
import { listAudit } from './list-audit';
import { listFindings } from './list-findings';
import { listHeldOrders } from './list-held-orders';
import { readSettings } from './settings/read-settings';
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
  },
);
