import { audienceOperations } from '../../contracts/audience/audience';
import { serve } from '../kit/host/serve';
import { beginRebuild } from './admin/begin-rebuild';
import { explainMember } from './admin/explain-member';
import { listSegments } from './admin/list-segments';
import { previewRule } from './admin/preview-rule';
import { readAudience } from './admin/read-audience';
import { saveSegment } from './admin/save-segment';
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
});
