/** mingo's pipelines over our own stages, accumulators, expressions and filters. */
import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import type { CollectionResolver } from 'mingo/types';
import { isDocument, type Document } from '../values/document-text';
import { ACCUMULATORS, NEWER_ACCUMULATORS } from './accumulators';
import { EXPRESSIONS } from './expressions/expressions';
import { withFieldPaths } from './expressions/field-paths';
import { STAGES } from './stages';

const LANGUAGE = Context.init({
  accumulator: { ...accumulator, ...ACCUMULATORS, ...NEWER_ACCUMULATORS },
  expression: EXPRESSIONS,
  pipeline: STAGES,
  projection,
  query,
  window,
});

/** CloudBase runs no JavaScript of the caller's inside the database. */
const OPTIONS = { context: LANGUAGE, scriptEnabled: false };

export const compilePipeline = (stages: Document[], collectionResolver: CollectionResolver): Aggregator =>
  new Aggregator(
    stages.map(withFieldPaths).filter((stage) => isDocument(stage)),
    { ...OPTIONS, collectionResolver },
  );
