import * as z from 'zod';
import type { FunctionAnswer, FunctionErrorCode } from '../function-error';

/**
 * CloudBase HTTP access: a plain HTTP request becomes an event, and the function's answer becomes the response. Bodies that are
 * not text arrive in base64, as the gateway sends them.
 */
export interface HttpEvent {
  path: string;
  httpMethod: string;
  headers: Record<string, string>;
  queryStringParameters: Record<string, string>;
  body: string;
  isBase64Encoded: boolean;
  requestContext: { requestId: string; envId: string; sourceIp: string };
}

const integratedAnswer = z.object({
  statusCode: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
  body: z.unknown().optional(),
  isBase64Encoded: z.boolean().default(false),
});

const STATUS: Record<FunctionErrorCode, number> = {
  FUNCTION_NOT_FOUND: 404,
  FUNCTIONS_EXECUTE_FAIL: 500,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: 504,
  EXCEED_MAX_PAYLOAD_SIZE: 413,
  SYS_ERR: 500,
};

export async function httpEvent(
  request: Request,
  path: string,
  requestContext: HttpEvent['requestContext'],
): Promise<HttpEvent> {
  const bytes = Buffer.from(await request.arrayBuffer());
  const isBase64Encoded = bytes.length > 0 && !isText(request.headers.get('content-type') ?? '');
  return {
    path,
    httpMethod: request.method,
    headers: Object.fromEntries(request.headers),
    queryStringParameters: Object.fromEntries(new URL(request.url).searchParams),
    body: bytes.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
    requestContext,
  };
}

function isText(contentType: string): boolean {
  return contentType === '' || /^text\/|[/+](json|xml)\b|javascript|x-www-form-urlencoded/i.test(contentType);
}

/** An object with a statusCode is the whole response; anything else is its body. */
export function httpResponse(answer: FunctionAnswer): Response {
  if (answer.error) return Response.json(answer.error, { status: STATUS[answer.error.code] });
  const integrated = integratedAnswer.safeParse(answer.result);
  if (!integrated.success) return plainResponse(answer.result);
  const { statusCode, headers, body, isBase64Encoded } = integrated.data;
  const empty = body === undefined || body === null || statusCode === 204 || statusCode === 304;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(empty ? null : isBase64Encoded ? Buffer.from(text, 'base64') : text, {
    status: statusCode,
    headers,
  });
}

function plainResponse(result: unknown): Response {
  return typeof result === 'string'
    ? new Response(result, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
    : Response.json(result);
}
