/**
 * A filter compiled once into a test of documents, with MongoDB's meaning and refusals. Written here because what decides a
 * conditional write must not depend on an approximation; tests/…/match hold it to the manual.
 */
import { isTrue, expressionOf } from '../aggregation/expressions/expressions';
import { requestFailed } from '../errors';
import { isDocument, type Document } from '../values/document-text';
import { pathOf, someAt, type MatchRecord, type ValueTest } from './document-path';
import { fieldConditions, isOperatorDocument, type Condition } from './field-conditions';
import { UNAVAILABLE } from './unavailable';

export type Matcher = (document: Document | unknown[], record?: MatchRecord) => boolean;

/** How $expr is evaluated: inside a $lookup its variables are known. */
export type Expressions = (expression: unknown) => (document: Document) => unknown;

export function compileFilter(filter: Document, expressions: Expressions = expressionOf): Matcher {
  const parts = Object.entries(filter).flatMap(([key, condition]) =>
    key.startsWith('$') ? topLevel(key, condition, expressions) : [fieldMatcher(key, condition)],
  );
  return everyOf(parts);
}

function everyOf(parts: Matcher[]): Matcher {
  if (parts.length === 0) return () => true;
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return (document, record) => parts.every((part) => part(document, record));
}

function topLevel(operator: string, operand: unknown, expressions: Expressions): Matcher[] {
  if (UNAVAILABLE.has(operator))
    throw requestFailed(`operator ${operator} is not available in the local database`);
  switch (operator) {
    case '$and':
      return [everyOf(branches(operator, operand, expressions))];
    case '$or': {
      const parts = branches(operator, operand, expressions);
      return [(document) => parts.some((part) => part(document))];
    }
    case '$nor': {
      const parts = branches(operator, operand, expressions);
      return [(document) => !parts.some((part) => part(document))];
    }
    case '$expr': {
      const evaluate = expressions(operand);
      return [(document) => !Array.isArray(document) && isTrue(evaluate(document))];
    }
    case '$comment':
      return [];
    default:
      throw requestFailed(`unknown top level operator: ${operator}`);
  }
}

function branches(operator: string, operand: unknown, expressions: Expressions): Matcher[] {
  if (!Array.isArray(operand)) throw requestFailed(`${operator} must be an array`);
  if (operand.length === 0) throw requestFailed('$and/$or/$nor must be a nonempty array');
  return operand.map((branch: unknown) => {
    if (!isDocument(branch)) throw requestFailed('$or/$and/$nor entries need to be full objects');
    return compileFilter(branch, expressions);
  });
}

function fieldMatcher(field: string, condition: unknown): Matcher {
  const conditions = fieldConditions(field, condition, compileElement);
  return everyOf(conditions.map((one) => atPath(field, one)));
}

function atPath(field: string, condition: Condition): Matcher {
  switch (condition.kind) {
    case 'value':
    case 'array': {
      const path = pathOf(field, condition.kind === 'value');
      return (document, record) => someAt(document, path, condition.test, record);
    }
    case 'every':
      return everyOf(condition.conditions.map((part) => atPath(field, part)));
    case 'not': {
      const holds = everyOf(condition.conditions.map((part) => atPath(field, part)));
      return (document) => !holds(document);
    }
  }
}

/**
 * What $elemMatch and $pull ask of one array element: operators judge the element itself, without going into it; anything else
 * is a filter on its fields. Inside $elemMatch an array is seen as an object whose fields are its positions.
 */
export function compileElement(operand: Document): ValueTest {
  const first = Object.keys(operand)[0];
  const logical = first === '$and' || first === '$or' || first === '$nor';
  if (isOperatorDocument(operand) && !logical) {
    return onValue(fieldConditions('', operand, compileElement));
  }
  const matches = compileFilter(operand);
  return (element) => (isDocument(element) || Array.isArray(element)) && matches(element);
}

function onValue(conditions: Condition[]): ValueTest {
  const tests = conditions.map((condition): ValueTest => {
    if (condition.kind === 'value' || condition.kind === 'array') return condition.test;
    if (condition.kind === 'every') return onValue(condition.conditions);
    const every = onValue(condition.conditions);
    return (value) => !every(value);
  });
  return (value) => tests.every((test) => test(value));
}
