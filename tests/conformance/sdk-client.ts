/**
 * The part of the real SDK's database client that the suite uses, typed: the SDK's own typings answer `any` everywhere.
 * Nothing is wrapped; this is only how the object is seen.
 */
import tcb from '@cloudbase/node-sdk';

export type Fields = Record<string, unknown>;
type UntypedClient = ReturnType<tcb.CloudBase['database']>;

export interface SdkQuery {
  where(filter: object): SdkQuery;
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery;
  skip(count: number): SdkQuery;
  limit(count: number): SdkQuery;
  field(projection: object): SdkQuery;
  options(options: object): SdkQuery;
  get(): Promise<{ data: Fields[]; requestId: string }>;
  count(): Promise<{ total: number }>;
  update(data: object): Promise<{ updated: number }>;
  updateAndReturn(data: object): Promise<{ updated: number; doc: Fields | null }>;
  remove(): Promise<{ deleted: number }>;
}

export interface SdkDocument {
  get(): Promise<{ data: Fields[] }>;
  field(projection: object): SdkDocument;
  /** Present, but missing from the SDK's typings. */
  create?(data: object): Promise<{ id: string }>;
  set(data: object): Promise<{ updated: number; upsertedId?: string | number }>;
  update(data: object): Promise<{ updated: number }>;
  remove(): Promise<{ deleted: number }>;
  delete(): Promise<{ deleted: number }>;
}

export interface SdkAggregate {
  addFields(stage: object): SdkAggregate;
  bucket(stage: object): SdkAggregate;
  bucketAuto(stage: object): SdkAggregate;
  count(name: string): SdkAggregate;
  geoNear(stage: object): SdkAggregate;
  group(stage: object): SdkAggregate;
  limit(count: number): SdkAggregate;
  match(filter: object): SdkAggregate;
  project(stage: object): SdkAggregate;
  lookup(stage: object): SdkAggregate;
  replaceRoot(stage: object): SdkAggregate;
  sample(stage: object): SdkAggregate;
  skip(count: number): SdkAggregate;
  sort(stage: object): SdkAggregate;
  sortByCount(expression: string): SdkAggregate;
  unwind(stage: string | object): SdkAggregate;
  end(): Promise<{ data: Fields[] }>;
  done(): unknown[];
}

export interface SdkCollection extends SdkQuery {
  add(data: object): Promise<{ id?: string; ids?: string[]; inserted?: number }>;
  doc(id: string | number): SdkDocument;
  aggregate(rawPipeline?: object[]): SdkAggregate;
  options(options: object): SdkCollection;
}

/** Inside a transaction doc().get() answers one document or null. */
export interface SdkTransactionDocument extends Omit<SdkDocument, 'get'> {
  get(): Promise<{ data: Fields | null }>;
}

export interface SdkTransactionCollection extends Omit<SdkCollection, 'doc'> {
  doc(id: string | number): SdkTransactionDocument;
}

export interface SdkTransaction {
  collection(name: string): SdkTransactionCollection;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<unknown>;
}

/** The other shapes are present, but missing from the SDK's typings. */
export interface SdkGeo {
  Point: UntypedClient['Geo']['Point'];
  LineString?: new (points: object[]) => object;
  Polygon?: new (lines: object[]) => object;
}

export interface SdkDatabase {
  command: UntypedClient['command'];
  Geo: SdkGeo;
  RegExp(pattern: { regexp: string; options?: string }): unknown;
  serverDate(options?: { offset: number }): unknown;
  ObjectId(options: { id: string }): unknown;
  collection(name: string): SdkCollection;
  createCollection(name: string): Promise<unknown>;
  startTransaction(): Promise<SdkTransaction>;
  runTransaction<T>(callback: (transaction: SdkTransaction) => Promise<T>, times?: number): Promise<T>;
}

export function sdkClient(env: string | typeof tcb.SYMBOL_CURRENT_ENV): SdkDatabase {
  return tcb.init({ env }).database();
}
