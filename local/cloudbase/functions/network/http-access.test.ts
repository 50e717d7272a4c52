import { httpEvent, httpResponse } from './http-access';

const CONTEXT = { requestId: 'r1', envId: 'test', sourceIp: '127.0.0.1' };
const eventOf = (init: RequestInit, url = 'http://127.0.0.1/http/pay?a=1&b=%E4%BD%A0') =>
  httpEvent(new Request(url, init), '/pay', CONTEXT);

describe('the event of an HTTP access', () => {
  it('carries a text body as it came, byte for byte', async () => {
    const body = '{ "a" : 1,\n"名": "团卡" }';
    const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Wechatpay-Nonce': 'n' };
    expect(await eventOf({ method: 'POST', headers, body })).toEqual({
      path: '/pay',
      httpMethod: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'wechatpay-nonce': 'n' },
      queryStringParameters: { a: '1', b: '你' },
      body,
      isBase64Encoded: false,
      requestContext: CONTEXT,
    });
  });

  it('carries a binary body in base64', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const event = await eventOf({ method: 'POST', headers, body: Buffer.from([0, 255, 128]) });
    expect(event).toMatchObject({ body: 'AP+A', isBase64Encoded: true });
  });

  it.each(['text/xml', 'application/xml', 'application/problem+json', 'application/x-www-form-urlencoded'])(
    'takes %s as text',
    async (type) => {
      const event = await eventOf({ method: 'POST', headers: { 'content-type': type }, body: 'a' });
      expect(event.isBase64Encoded).toBe(false);
    },
  );

  it('has an empty body for a GET', async () => {
    expect(await eventOf({})).toMatchObject({ httpMethod: 'GET', body: '', isBase64Encoded: false });
  });
});

describe('the response of a function', () => {
  const read = async (result: unknown) => {
    const response = httpResponse({ result });
    const type = response.headers.get('content-type');
    return {
      status: response.status,
      type,
      body: Buffer.from(await response.arrayBuffer()).toString('latin1'),
    };
  };

  it('is what it says when it has a statusCode', async () => {
    const headers = { 'content-type': 'text/xml' };
    expect(await read({ statusCode: 201, headers, body: '<ok/>' })).toEqual({
      status: 201,
      type: 'text/xml',
      body: '<ok/>',
    });
    expect(await read({ statusCode: 200, headers, body: 'AP+A', isBase64Encoded: true })).toMatchObject({
      body: '\u0000ÿ\u0080',
    });
    expect(await read({ statusCode: 204 })).toMatchObject({ status: 204, body: '' });
  });

  it('is the plain value otherwise', async () => {
    expect(await read({ code: 'SUCCESS' })).toEqual({
      status: 200,
      type: 'application/json',
      body: '{"code":"SUCCESS"}',
    });
    expect(await read('success')).toMatchObject({ type: 'text/plain; charset=utf-8', body: 'success' });
  });

  it('is an error status when the platform ended the call', () => {
    const status = (
      code: 'FUNCTION_NOT_FOUND' | 'FUNCTIONS_TIME_LIMIT_EXCEEDED' | 'FUNCTIONS_EXECUTE_FAIL',
    ) => httpResponse({ error: { code, message: '', requestId: '' } }).status;
    expect(status('FUNCTION_NOT_FOUND')).toBe(404);
    expect(status('FUNCTIONS_TIME_LIMIT_EXCEEDED')).toBe(504);
    expect(status('FUNCTIONS_EXECUTE_FAIL')).toBe(500);
  });
});
