import { exportOperations } from './exports';
import { memberActionOperations } from './member-actions';
import { memberDetailOperations } from './member-detail';
import { memberImportOperations } from './member-imports';
import { memberDeskOperations } from './members';
import { officeOperations } from './office';
import { reconciliationOperations } from './reconciliation';
import { shopPictureOperations } from './shop-pictures';
import { settingsOperations } from './settings';
import { toDoOperations } from './to-do';

/** Everything the office answers, room by room. */
export const allOfficeOperations = {
  ...officeOperations,
  ...settingsOperations,
  ...shopPictureOperations,
  ...memberDeskOperations,
  ...reconciliationOperations,
  ...toDoOperations,
  ...memberDetailOperations,
  ...memberActionOperations,
  ...exportOperations,
  ...memberImportOperations,
};
