/** Which stages may stand where. What the local database does not run is refused by name, never passed over. */
import { requestFailed } from '../errors';
import { isDocument } from '../values/document-text';
import { SYSTEM_VARIABLES, type Variables } from './parse/refuse-expression';
import { refuseLookup, STAGE_REFUSALS } from './parse/refuse-stage';

export interface Stage {
  name: string;
  value: unknown;
}

const AVAILABLE = new Set([
  '$addFields',
  '$bucket',
  '$bucketAuto',
  '$count',
  '$facet',
  '$geoNear',
  '$graphLookup',
  '$group',
  '$limit',
  '$lookup',
  '$match',
  '$project',
  '$redact',
  '$replaceRoot',
  '$replaceWith',
  '$sample',
  '$set',
  '$skip',
  '$sort',
  '$sortByCount',
  '$unionWith',
  '$unset',
  '$unwind',
]);

/** MongoDB's own, but not for the SDK's callers or newer than what CloudBase promises. */
const UNAVAILABLE = new Set([
  '$changeStream',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$indexStats',
  '$listLocalSessions',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$search',
  '$setWindowFields',
]);

const NOT_IN_FACET = new Set(['$facet', '$geoNear']);

/** The whole pipeline, before a document is read. */
export function refuseStages(
  stages: Stage[],
  inside?: '$facet' | '$lookup' | '$unionWith',
  variables: Variables = SYSTEM_VARIABLES,
): void {
  stages.forEach(({ name, value }, position) => {
    if (UNAVAILABLE.has(name)) throw requestFailed(`stage ${name} is not available in the local database`);
    if (!AVAILABLE.has(name)) throw requestFailed(`Unrecognized pipeline stage name: '${name}'`);
    if (inside === '$facet' && NOT_IN_FACET.has(name))
      throw requestFailed(`${name} is not allowed to be used within a $facet stage`);
    if (name === '$geoNear' && (position > 0 || inside))
      throw requestFailed('$geoNear is only valid as the first stage in a pipeline.');
    STAGE_REFUSALS.get(name)?.(value, variables);
    refuseWithin(name, value, variables);
  });
}

/** The pipelines inside a stage. */
function refuseWithin(name: string, value: unknown, variables: Variables): void {
  if (!isDocument(value)) return;
  if (name === '$facet')
    for (const pipeline of Object.values(value))
      refuseStages(stagesOf(pipeline, '$facet'), '$facet', variables);
  if (name === '$lookup') {
    const known = refuseLookup(value, variables);
    if (value.pipeline !== undefined) refuseStages(stagesOf(value.pipeline, '$lookup'), '$lookup', known);
  }
  if (name === '$unionWith' && value.pipeline !== undefined)
    refuseStages(stagesOf(value.pipeline, '$unionWith'), '$unionWith', variables);
}

export function stagesOf(pipeline: unknown, owner: string): Stage[] {
  if (!Array.isArray(pipeline)) throw requestFailed(`arguments to ${owner} must be arrays of stages`);
  return pipeline.map((stage: unknown) => {
    const entries = isDocument(stage) ? Object.entries(stage) : [];
    const [only] = entries;
    if (!only || entries.length > 1)
      throw requestFailed('A pipeline stage specification object must contain exactly one field.');
    return { name: only[0], value: only[1] };
  });
}
