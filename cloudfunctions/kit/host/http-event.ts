import * as z from 'zod';

/** What CloudBase's HTTP access makes of a request (platform-facts, section 5). Nobody's identity comes with it. */
const httpEvent = z.object({
  httpMethod: z.string(),
  headers: z.record(z.string(), z.unknown()).default({}),
  queryStringParameters: z.record(z.string(), z.unknown()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ sourceIp: z.string().max(64).default('') }).default({ sourceIp: '' }),
});

export interface HttpRequest {
  method: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** As sent, decoded from base64 when the gateway encoded it. */
  rawBody: string;
  sourceIp: string;
}

/** @throws ZodError for an event that is none of HTTP access */
export function parseHttpEvent(event: unknown): HttpRequest {
  const parsed = httpEvent.parse(event);
  return {
    method: parsed.httpMethod,
    headers: lowerCased(parsed.headers),
    query: Object.fromEntries(
      Object.entries(parsed.queryStringParameters ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    rawBody: Buffer.from(parsed.body ?? '', parsed.isBase64Encoded ? 'base64' : 'utf8').toString('utf8'),
    sourceIp: parsed.requestContext.sourceIp,
  };
}

export const isHttpEvent = (event: unknown): boolean => httpEvent.safeParse(event).success;

const lowerCased = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );
