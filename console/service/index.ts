import { createApi } from './client';
import { createHttpTransport } from './http-transport';
import { secondLook } from './second-look';
import { session } from './session';

/** The one client of the page. */
export const api = createApi(
  createHttpTransport(() => session.read().user?.csrf ?? null),
  {
    secondLook: secondLook.ask,
    signedOut: session.end,
    pausesMs: [400, 1200],
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  },
);
