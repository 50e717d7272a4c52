import type { Call, Transport } from './client';

/** As `contracts/console/console-session.ts` has it, whose module would bring zod (a test compares the two). */
export const CSRF_HEADER = 'x-tuanka-csrf';
const TIMEOUT_MS = 15_000;

/** One POST per call; who calls stands in the cookie, that this page calls in the header. */
export const createHttpTransport =
  (csrf: () => string | null): Transport =>
  async ({ area, op, input, requestId }: Call) => {
    const token = csrf();
    const answer = await fetch(`/http/${area}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'content-type': 'application/json', ...(token !== null && { [CSRF_HEADER]: token }) },
      body: JSON.stringify({ op, input, requestId }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said: unknown = await answer.json();
    return said;
  };
