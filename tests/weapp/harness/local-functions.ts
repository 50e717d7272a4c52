import * as z from 'zod';
import { instant, nextChinaMinute } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/local-cloud';
import { startWatchedCloud } from '../../stage/watch/log-watch';
import type { CloudCall } from './fake-wx';

const answerSchema = z.union([z.object({ result: z.unknown() }), z.object({ error: z.unknown() })]);
const phoneCodeSchema = z.object({ code: z.string() });

const NOON = 12 * 60;

/** The real functions with the demo merchant, for a test file. */
export interface LocalFunctions {
  cloud: LocalCloud;
  /** `wx.cloud.callFunction` of one person's phone. */
  phoneOf: (personaId: string) => (call: CloudCall) => Promise<unknown>;
  /** What WeChat's phone button hands over. */
  phoneCode: (personaId: string, phoneNumber?: string) => Promise<string>;
  close: () => Promise<void>;
}

const post = async (url: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
};

export async function startLocalFunctions(): Promise<LocalFunctions> {
  const cloud = await startWatchedCloud({ location: ':memory:' });
  // By day, whatever the wall clock says: no message waits for the morning.
  cloud.moveClock(nextChinaMinute(instant(cloud.clock.now()), NOON));
  return {
    cloud,
    phoneOf:
      (personaId) =>
      async ({ name, data }) => {
        const answer = answerSchema.parse(
          await post(`${cloud.url}/functions/${name}`, data, { 'x-local-identity': personaId }),
        );
        if ('error' in answer) throw Object.assign(new Error('the function failed'), { errCode: -504002 });
        return answer.result;
      },
    phoneCode: async (personaId, phoneNumber) => {
      const openid = cloud.personas.get(personaId)?.openid;
      const answer = await post(`${cloud.url}/local/wechat/phone-code`, { openid, phoneNumber });
      return phoneCodeSchema.parse(answer).code;
    },
    close: () => cloud.close(),
  };
}
