/** Which stages may stand where. What the local database does not run is refused by name, never passed over. */
import { requestFailed } from '../errors';
import { isDocument } from '../values/document-text';

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

export function refuseStages(stages: Stage[], inside?: '$facet' | '$lookup'): void {
  stages.forEach(({ name, value }, position) => {
    if (UNAVAILABLE.has(name)) throw requestFailed(`stage ${name} is not available in the local database`);
    if (!AVAILABLE.has(name)) throw requestFailed(`Unrecognized pipeline stage name: '${name}'`);
    if (inside === '$facet' && NOT_IN_FACET.has(name))
      throw requestFailed(`${name} is not allowed to be used within a $facet stage`);
    if (name === '$geoNear' && (position > 0 || inside))
      throw requestFailed('$geoNear is only valid as the first stage in a pipeline.');
    if (name === '$facet' && isDocument(value))
      for (const pipeline of Object.values(value)) refuseStages(stagesOf(pipeline, '$facet'), '$facet');
    if (name === '$lookup' && isDocument(value) && value.pipeline !== undefined)
      refuseStages(stagesOf(value.pipeline, '$lookup'), '$lookup');
  });
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
