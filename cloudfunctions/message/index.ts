import { messageOperations } from '../../contracts/message/message';
import { pushOperations } from '../../contracts/message/push';
import { healthOperations } from '../../contracts/health';
import { serve } from '../kit/host/serve';
import { listInbox } from './inbox/list-inbox';
import { issuePush } from './push/issue-push';
import { listAudienceChoices } from './push/list-audience-choices';
import { listAlarms } from './inbox/list-alarms';
import { listDeliveries } from './inbox/list-deliveries';
import { listDropped } from './inbox/list-dropped';
import { listPushes } from './push/list-pushes';
import { listQuarantine } from './inbox/list-quarantine';
import { readPush } from './push/read-push';
import { markRead } from './inbox/mark-read';
import { readPrompt } from './credit/read-prompt';
import { readSettings } from './inbox/read-settings';
import { recordPrompt } from './credit/record-prompt';
import { recordPush } from './push/record-push';
import { recordPushState } from './push/record-push-state';
import { decideApproval } from './push/decide-approval';
import { recordSettings } from './inbox/record-settings';
import { refreshPreview } from './push/refresh-preview';

const operations = { ...messageOperations, ...pushOperations, ...healthOperations };

export const main = serve('message', operations, {
  listInbox,
  markRead,
  readPrompt,
  recordPrompt,
  readSettings,
  saveSettings: recordSettings,
  createPush: recordPush,
  listAudienceChoices,
  previewPush: refreshPreview,
  submitPush: issuePush,
  approvePush: decideApproval,
  steerPush: recordPushState,
  readPush,
  listPushes,
  listDeliveries,
  listDropped,
  listAlarms,
  listQuarantine,
});
