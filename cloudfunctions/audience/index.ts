import { audienceOperations } from '../../contracts/audience/audience';
import { serve } from '../kit/host/serve';
import { beginRebuild } from './admin/begin-rebuild';
import { explainMember } from './admin/explain-member';
import { listSegments } from './admin/list-segments';
import { removeSegment } from './admin/remove-segment';
import { previewRule } from './admin/preview-rule';
import { readAudience } from './admin/read-audience';
import { saveSegment } from './admin/save-segment';
import { listJobs } from './jobs/list-jobs';
import { prepareJob } from './jobs/prepare-job';
import { beginJob } from './jobs/begin-job';
import { undoJob } from './jobs/undo-job';
import { listAudienceMembers } from './lifecycle/list-audience-members';
import { listSegmentMembers } from './lifecycle/list-segment-members';
import { readLifecycle } from './lifecycle/read-lifecycle';
import { readLifecycleHistory } from './lifecycle/read-lifecycle-history';
import { readRfm } from './lifecycle/read-rfm';
import { listTags } from './tags/list-tags';
import { saveTag } from './tags/save-tag';
import { countSet } from './sets/count-set';
import { freezeSet } from './sets/freeze-set';

export const main = serve('audience', audienceOperations, {
  listSegments,
  saveSegment,
  beginRebuild,
  readAudience,
  previewRule,
  countSet,
  freezeSet,
  explainMember,
  removeSegment,
  readLifecycle,
  readLifecycleHistory,
  readRfm,
  listSegmentMembers,
  listAudienceMembers,
  prepareJob,
  beginJob,
  undoJob,
  listJobs,
  listTags,
  saveTag,
});
