/**
 * mingo, loaded with every operator, and corrected where it differs from MongoDB: in expressions a missing field is not equal to
 * null and sorts below it ({ $eq: ['$missing', null] } is false), and values compare by type first.
 */
import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import { Query } from 'mingo/query';
import type { CollectionResolver, Options } from 'mingo/types';
import { isDocument, type Document } from './document-text';
import { requestFailed } from './errors';
import { encodeValue } from './key-encoding';

function compareOperands(document: Document, operands: unknown, options: Options): number {
  const values = Array.isArray(operands) && operands.length === 2 ? operands : undefined;
  if (!values) throw requestFailed('a comparison expression takes exactly 2 arguments');
  const [left, right] = values.map((operand: unknown): unknown => evalExpr(document, operand, options));
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  return Buffer.compare(encodeValue(left), encodeValue(right));
}

type Comparison = (document: Document, operands: unknown, options: Options) => boolean;

const comparison =
  (holds: (order: number) => boolean): Comparison =>
  (document, operands, options) =>
    holds(compareOperands(document, operands, options));

/** MongoDB refuses a value that no branch takes when there is no default; mingo answers nothing. */
function switchOn(document: Document, spec: unknown, options: Options): unknown {
  if (!isDocument(spec) || !Array.isArray(spec.branches))
    throw requestFailed('$switch requires at least one branch.');
  for (const branch of spec.branches as unknown[]) {
    if (!isDocument(branch)) throw requestFailed('$switch expected each branch to be an object');
    if (isTrue(evalExpr(document, branch.case, options))) return evalExpr(document, branch.then, options);
  }
  if ('default' in spec) return evalExpr(document, spec.default, options);
  throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.');
}

/** In expressions only false, 0, null and missing are untrue; empty text is true. */
const isTrue = (value: unknown): boolean => value === '' || Boolean(value);

const LANGUAGE = Context.init({
  accumulator,
  expression: {
    ...expression,
    $cmp: compareOperands,
    $eq: comparison((order) => order === 0),
    $ne: comparison((order) => order !== 0),
    $gt: comparison((order) => order > 0),
    $gte: comparison((order) => order >= 0),
    $lt: comparison((order) => order < 0),
    $lte: comparison((order) => order <= 0),
    $switch: switchOn,
  },
  pipeline,
  projection,
  query,
  window,
});

/** CloudBase runs no JavaScript of the caller's inside the database. */
const OPTIONS = { context: LANGUAGE, scriptEnabled: false };

export const compileQuery = (filter: Document): Query => new Query(filter, OPTIONS);

export const compilePipeline = (stages: Document[], collectionResolver: CollectionResolver): Aggregator =>
  new Aggregator(stages, { ...OPTIONS, collectionResolver });
