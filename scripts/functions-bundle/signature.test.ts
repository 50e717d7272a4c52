import { sign as originalSign } from '@cloudbase/signature-nodejs';
import fc from 'fast-check';
import { assertRule } from '../../tests/stage/property';
import { sign } from './signature';

const request = {
  secretId: 'AKIDexample',
  secretKey: 'secret',
  method: 'post',
  url: 'http://tuanka-demo.ap-shanghai.tcb-api.tencentcloudapi.com/admin?env=tuanka-demo&seqId=a1~3-19a_1',
  headers: {
    'User-Agent': 'tcb-node-sdk/3.18.3',
    'X-TCB-Source': ',scf',
    'X-Client-Timestamp': 1_763_697_600_123,
    Host: 'tuanka-demo.ap-shanghai.tcb-api.tencentcloudapi.com',
    'content-type': 'application/json',
  },
  params: {
    action: 'database.getDocument',
    collectionName: 'members',
    multi: false,
    limit: 1,
    query: '{"_id":"成员 *(1)\'!"}',
  },
  withSignedParams: true,
  timestamp: 1_763_697_600,
};

describe('the signature of a request to the database', () => {
  it('is the one the SDK would have made', () => {
    expect(sign(request)).toEqual(originalSign(request));
    expect(sign(request).authorization).toMatch(/SignedParams=action;.*Signature=[0-9a-f]{64}$/);
  });

  it('is another for another secret and on another day, as theirs is', () => {
    const later = { ...request, timestamp: request.timestamp + 86_400 };
    const other = { ...request, secretKey: 'another' };
    for (const one of [request, later, other, request]) expect(sign(one)).toEqual(originalSign(one));
    expect(new Set([request, later, other].map((one) => sign(one).authorization)).size).toBe(3);
  });

  it('is theirs of a blank name after none and of none after a blank one', () => {
    for (const params of [{}, { ' ': [] }, {}, { ' ': 'a', '  ': 'b' }]) {
      expect(sign({ ...request, params })).toEqual(originalSign({ ...request, params }));
    }
  });

  it('is theirs whatever is asked', () => {
    const plain = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom(undefined, null, ''));
    // What the SDK sends beside plain values: the documents of one insert, the stages of an aggregation.
    const list = fc.array(
      fc.oneof(fc.string(), fc.record({ stageKey: fc.string(), stageValue: fc.string() })),
    );
    const value = fc.oneof(plain, list);
    const names = fc.oneof(
      fc.stringMatching(/^[A-Za-z_~.-][\w.~-]{0,12}$/),
      fc.string({ minLength: 1, maxLength: 8 }),
    );
    const asked = fc.record({
      params: fc.dictionary(
        names.filter((name) => !(name in {})),
        value,
        { noNullPrototype: true },
      ),
      headers: fc.dictionary(
        fc.stringMatching(/^X-[A-Za-z0-9-]{1,12}$/),
        fc.oneof(fc.string(), fc.integer()),
        {
          noNullPrototype: true,
        },
      ),
      query: fc.oneof(fc.webQueryParameters(), fc.stringMatching(/^env=[\w-]{1,10}&seqId=[\w~.-]{1,20}$/)),
      method: fc.constantFrom('post', 'get', 'POST'),
      timestamp: fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
    });
    assertRule(
      fc.property(asked, ({ params, headers, query, method, timestamp }) => {
        const url = `${request.url.split('?')[0] ?? ''}?${query}`;
        const one = {
          ...request,
          url,
          params,
          headers: { ...headers, ...request.headers },
          method,
          timestamp,
        };
        expect(sign(one)).toEqual(originalSign(one));
      }),
      { keptSeeds: [1], numRuns: 300 },
    );
  });

  it.each([
    ['of another address', { host: 'elsewhere' }, /host/],
    ['without a content type', { 'content-type': '' }, /content-type/],
    ['of a form', { 'content-type': 'multipart/form-data' }, /forms/],
  ])('refuses one %s', (_, headers, reason) => {
    const { Host, ...others } = request.headers;
    expect(() => sign({ ...request, headers: { host: Host, ...others, ...headers } })).toThrow(reason);
  });
});
