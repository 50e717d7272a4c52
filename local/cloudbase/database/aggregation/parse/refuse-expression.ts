/**
 * What is wrong with an expression by itself. MongoDB parses the whole of a query before it reads a document: a mistake is refused
 * in an empty collection, too, and not only when the first document comes by.
 */
import { requestFailed } from '../../errors';
import { isDocument, type Document } from '../../values/document-text';
import { DATE_PART_NAMES, SHAPES, type Named } from './expression-shapes';

/** The names after `$$` that mean something here. */
export type Variables = ReadonlySet<string>;

export const SYSTEM_VARIABLES: Variables = new Set(['ROOT', 'CURRENT', 'REMOVE', 'NOW', 'CLUSTER_TIME']);

export function refuseExpression(expression: unknown, variables: Variables = SYSTEM_VARIABLES): void {
  if (typeof expression === 'string') return refusePath(expression, variables);
  if (Array.isArray(expression)) return expression.forEach((each) => refuseExpression(each, variables));
  if (!isDocument(expression)) return;
  const names = Object.keys(expression);
  const operator = names.find((name) => name.startsWith('$'));
  if (operator === undefined) return refuseObject(expression, variables);
  if (names.length > 1)
    throw requestFailed(
      'an expression specification must contain exactly one field, the name of the expression',
    );
  refuseOperator(operator, expression[operator], variables);
}

function refuseObject(fields: Document, variables: Variables): void {
  for (const [name, value] of Object.entries(fields)) {
    if (name === '') throw requestFailed('FieldPath field names may not be empty strings.');
    if (name.includes('.')) throw requestFailed(`FieldPath field names may not contain '.': ${name}`);
    refuseExpression(value, variables);
  }
}

function refusePath(text: string, variables: Variables): void {
  if (!text.startsWith('$')) return;
  const isVariable = text.startsWith('$$');
  const [first = '', ...rest] = text.slice(isVariable ? 2 : 1).split('.');
  if (first === '' && rest.length === 0)
    throw requestFailed(
      isVariable ? 'empty variable names are not allowed' : "'$' by itself is not a valid FieldPath",
    );
  if (isVariable && !variables.has(first)) throw requestFailed(`Use of undefined variable: ${first}`);
  refuseFieldNames(isVariable ? rest : [first, ...rest]);
}

export function refuseFieldNames(segments: readonly string[]): void {
  for (const segment of segments) {
    if (segment === '') throw requestFailed('FieldPath field names may not be empty strings.');
    if (segment.startsWith('$'))
      throw requestFailed(
        `FieldPath field names may not start with '$'. Consider using $getField: ${segment}`,
      );
  }
}

function refuseOperator(operator: string, operand: unknown, variables: Variables): void {
  if (operator === '$literal') return;
  if (DATE_PART_NAMES.has(operator)) return refuseDatePart(operator, operand, variables);
  if (operator === '$cond' && Array.isArray(operand))
    return refuseInRow(operator, operand, [3, 3], variables);
  const shape = operator === '$cond' ? CONDITIONAL : SHAPES.get(operator);
  if (!shape) throw requestFailed(`Unrecognized expression '${operator}'`);
  if ('operands' in shape) return refuseInRow(operator, operand, shape.operands, variables);
  const parts = refuseNames(operator, operand, shape);
  const bind = BINDING[operator];
  if (bind) return bind(parts, variables);
  refuseParts(operator, parts, variables);
}

const CONDITIONAL: Named = { needs: ['if', 'then', 'else'], may: [] };

/** A single operand need not stand in a list. */
function refuseInRow(
  operator: string,
  operand: unknown,
  [fewest, most]: readonly [number, number],
  variables: Variables,
): void {
  const given: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (given.length < fewest || given.length > most)
    throw requestFailed(
      `Expression ${operator} takes ${fewest === most ? `exactly ${fewest}` : `at least ${fewest}`} arguments. ${given.length} were passed in.`,
    );
  for (const each of given) refuseExpression(each, variables);
}

function refuseNames(operator: string, operand: unknown, { needs, may }: Named): Document {
  if (!isDocument(operand)) throw requestFailed(`${operator} only supports an object as its argument`);
  const unknown = Object.keys(operand).find((name) => !needs.includes(name) && !may.includes(name));
  if (unknown !== undefined) throw requestFailed(`Unrecognized argument to ${operator}: ${unknown}`);
  const missing = needs.find((name) => !(name in operand));
  if (missing !== undefined) throw requestFailed(`Missing '${missing}' parameter to ${operator}`);
  return operand;
}

function refuseParts(operator: string, parts: Document, variables: Variables): void {
  if (operator === '$switch') return refuseBranches(parts, variables);
  for (const part of Object.values(parts)) refuseExpression(part, variables);
}

function refuseBranches({ branches, ...rest }: Document, variables: Variables): void {
  if (!Array.isArray(branches) || branches.length === 0)
    throw requestFailed('$switch requires at least one branch.');
  for (const branch of branches as unknown[])
    for (const part of Object.values(refuseNames('$switch', branch, { needs: ['case', 'then'], may: [] })))
      refuseExpression(part, variables);
  for (const part of Object.values(rest)) refuseExpression(part, variables);
}

/** An operand, or a moment with its time zone. */
function refuseDatePart(operator: string, operand: unknown, variables: Variables): void {
  const isNamed = isDocument(operand) && !Object.keys(operand)[0]?.startsWith('$');
  if (!isNamed) return refuseInRow(operator, operand, [1, 1], variables);
  refuseParts(operator, refuseNames(operator, operand, { needs: ['date'], may: ['timezone'] }), variables);
}

/** Expressions that give a name to a value, and what they read with it. */
const BINDING: Readonly<Record<string, (parts: Document, variables: Variables) => void>> = {
  $let: ({ vars, in: body }, variables) => {
    refuseExpression(body, withVariables(variables, refuseLet('$let', vars, variables)));
  },
  $map: ({ input, as: name, in: body }, variables) => {
    refuseExpression(input, variables);
    refuseExpression(body, withVariables(variables, [name ?? 'this']));
  },
  $filter: ({ input, as: name, cond }, variables) => {
    refuseExpression(input, variables);
    refuseExpression(cond, withVariables(variables, [name ?? 'this']));
  },
  $reduce: ({ input, initialValue, in: body }, variables) => {
    refuseExpression([input, initialValue], variables);
    refuseExpression(body, withVariables(variables, ['this', 'value']));
  },
};

/** The names a `let` gives: their values do not know each other. */
export function refuseLet(owner: string, vars: unknown, variables: Variables): string[] {
  if (!isDocument(vars)) throw requestFailed(`invalid parameter: expected an object (${owner})`);
  for (const value of Object.values(vars)) refuseExpression(value, variables);
  return Object.keys(vars);
}

/** A name of one's own begins small; CURRENT alone may be given anew. */
export function withVariables(variables: Variables, names: readonly unknown[]): Variables {
  for (const name of names) {
    if (typeof name !== 'string' || name === '') throw requestFailed('empty variable names are not allowed');
    if (name !== 'CURRENT' && !/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
      throw requestFailed(`'${name}' starts with an invalid character for a user variable name`);
  }
  return new Set([...variables, ...names.map(String)]);
}
