/** What is wrong with the argument of one stage by itself: names it does not know, and the expressions in it. */
import { requestFailed } from '../../errors';
import { compileFilter } from '../../match/compile-filter';
import { isDocument, type Document } from '../../values/document-text';
import { countNameOf, limitOf, orderOf, sampleSizeOf, skipOf } from './stage-arguments';
import { refuseExpression, refuseFieldNames, withVariables, type Variables } from './refuse-expression';

type Refusal = (spec: unknown, variables: Variables) => void;

const ACCUMULATOR_NAMES = new Set(
  '$addToSet $avg $first $last $max $mergeObjects $min $push $stdDevPop $stdDevSamp $sum'.split(' '),
);

export function refuseUnknown(stage: string, spec: Document, known: string): void {
  const names = known.split(' ');
  const unknown = Object.keys(spec).find((name) => !names.includes(name));
  if (unknown !== undefined) throw requestFailed(`unrecognized option to ${stage} stage: ${unknown}`);
}

const match: Refusal = (filter, variables) => {
  if (!isDocument(filter)) throw requestFailed('the match filter must be an expression in an object');
  compileFilter(filter, (expression) => {
    refuseExpression(expression, variables);
    return () => undefined;
  });
};

const fields: Refusal = (spec, variables) => {
  if (!isDocument(spec)) throw requestFailed('a specification of fields must be an object');
  for (const [path, value] of Object.entries(spec)) {
    refuseFieldNames(path.split('.'));
    // A nested object names fields, too, unless it begins with an operator.
    const isOfFields = isDocument(value) && !Object.keys(value)[0]?.startsWith('$');
    (isOfFields ? fields : refuseExpression)(value, variables);
  }
};

const accumulators: Refusal = (output, variables) => {
  if (!isDocument(output)) return;
  for (const [name, accumulator] of Object.entries(output)) {
    if (name.startsWith('$')) throw requestFailed(`The field name '${name}' cannot be an operator name`);
    if (name.includes('.')) throw requestFailed(`The field name '${name}' cannot contain '.'`);
    const [operator, ...more] = isDocument(accumulator) ? Object.entries(accumulator) : [];
    if (!operator?.[0].startsWith('$'))
      throw requestFailed(`The field '${name}' must be an accumulator object`);
    if (more.length > 0) throw requestFailed(`The field '${name}' must specify one accumulator`);
    if (!ACCUMULATOR_NAMES.has(operator[0])) throw requestFailed(`unknown group operator '${operator[0]}'`);
    if (Array.isArray(operator[1]) && operator[1].length !== 1)
      throw requestFailed(`The ${operator[0]} accumulator is a unary operator`);
    refuseExpression(operator[1], variables);
  }
};

const group: Refusal = (spec, variables) => {
  if (!isDocument(spec) || !('_id' in spec)) throw requestFailed('a group specification must include an _id');
  const { _id, ...rest } = spec;
  refuseExpression(_id, variables);
  accumulators(rest, variables);
};

const buckets =
  (stage: string, known: string): Refusal =>
  (spec, variables) => {
    if (!isDocument(spec)) throw requestFailed(`Argument to ${stage} stage must be an object`);
    refuseUnknown(stage, spec, known);
    const { groupBy } = spec;
    const isPath = typeof groupBy === 'string' && groupBy.startsWith('$');
    if (!isPath && !isDocument(groupBy))
      throw requestFailed(
        `The ${stage} 'groupBy' field must be defined as a $-prefixed path or an expression`,
      );
    refuseExpression(groupBy, variables);
    accumulators(spec.output, variables);
  };

const unwind: Refusal = (spec) => {
  if (isDocument(spec)) refuseUnknown('$unwind', spec, 'path includeArrayIndex preserveNullAndEmptyArrays');
  const path = isDocument(spec) ? spec.path : spec;
  if (typeof path === 'string') refuseFieldNames(path.slice(1).split('.'));
};

const replaceRoot: Refusal = (spec, variables) => {
  if (!isDocument(spec)) throw requestFailed('expected an object as specification for $replaceRoot stage');
  refuseUnknown('$replaceRoot', spec, 'newRoot');
  if (!('newRoot' in spec)) throw requestFailed('no newRoot specified for the $replaceRoot stage');
  refuseExpression(spec.newRoot, variables);
};

const redact: Refusal = (spec, variables) =>
  refuseExpression(spec, new Set([...variables, 'DESCEND', 'PRUNE', 'KEEP']));

const unset: Refusal = (spec) => {
  const paths: unknown[] = Array.isArray(spec) ? spec : [spec];
  if (paths.length === 0)
    throw requestFailed('$unset specification must be a string or an array with at least one field');
  for (const path of paths) {
    if (typeof path !== 'string')
      throw requestFailed('$unset specification must be a string or an array of strings');
    refuseFieldNames(path.split('.'));
  }
};

const graphLookup: Refusal = (spec, variables) => {
  if (!isDocument(spec)) throw requestFailed('the $graphLookup specification must be an object');
  const needs = 'from startWith connectFromField connectToField as';
  refuseUnknown('$graphLookup', spec, `${needs} maxDepth depthField restrictSearchWithMatch`);
  for (const name of needs.split(' '))
    if (!(name in spec)) throw requestFailed(`$graphLookup requires '${name}' to be specified`);
  refuseExpression(spec.startWith, variables);
  if (spec.restrictSearchWithMatch !== undefined) match(spec.restrictSearchWithMatch, variables);
};

/** Answers the variables its pipeline knows. */
export function refuseLookup(spec: Document, variables: Variables): Variables {
  refuseUnknown('$lookup', spec, 'from as localField foreignField let pipeline');
  for (const name of ['as', 'localField', 'foreignField'] as const) {
    const path = spec[name];
    if (typeof path === 'string') refuseFieldNames(path.split('.'));
  }
  if (spec.pipeline !== undefined && (spec.localField !== undefined || spec.foreignField !== undefined))
    throw requestFailed("$lookup with 'pipeline' may not specify 'localField' or 'foreignField'");
  if (spec.pipeline === undefined && spec.let !== undefined)
    throw requestFailed("$lookup with 'let' needs a 'pipeline'");
  const { let: named } = spec;
  if (named === undefined) return variables;
  if (!isDocument(named)) throw requestFailed('$lookup argument must be an object: let');
  for (const value of Object.values(named)) refuseExpression(value, variables);
  return withVariables(variables, Object.keys(named));
}

export const STAGE_REFUSALS: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ['$match', match],
  ['$project', fields],
  ['$addFields', fields],
  ['$set', fields],
  ['$group', group],
  ['$bucket', buckets('$bucket', 'groupBy boundaries default output')],
  ['$bucketAuto', buckets('$bucketAuto', 'groupBy buckets output granularity')],
  ['$sortByCount', refuseExpression],
  ['$unwind', unwind],
  ['$replaceRoot', replaceRoot],
  ['$replaceWith', refuseExpression],
  ['$redact', redact],
  ['$unset', unset],
  ['$graphLookup', graphLookup],
  ['$count', countNameOf],
  ['$limit', limitOf],
  ['$skip', skipOf],
  ['$sort', orderOf],
  ['$sample', sampleSizeOf],
]);
