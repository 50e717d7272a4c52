import { readFileSync, readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { askSelfCheck } from '../../cloudfunctions/kit/host/self-check';
import { callDeployed } from '../../cloudfunctions/kit/store/deployed-function';
import { parseVariables } from '../../cloudfunctions/kit/config/settings';
import { functionConfig } from '../deploy/cloudbaserc';
import { fine, warned, wrong, type Finding } from './finding';

/** Whether a deployed function can call the official account, asked of that function itself: undefined, it gave no answer. */
type AskFunction = (name: string) => Promise<unknown>;

const answer = z.object({
  officialAccount: z
    .discriminatedUnion('reached', [
      z.object({ reached: z.literal(true) }),
      z.object({ reached: z.literal(false), errcode: z.number().nullable(), address: z.string().nullable() }),
    ])
    .nullable(),
});

const NOT_ALLOWED = 40164;
const WRONG_SECRET = 40125;

/** The functions whose address has to be on the account's allowlist: by their own config.json. */
export function fixedEgressFunctions(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    const file = path.join(folder, name, 'config.json');
    return existsSync(file) && functionConfig.parse(JSON.parse(readFileSync(file, 'utf8'))).fixedEgress;
  });
}

/** From inside each function that calls the account, by the way its calls go: this computer's address says nothing. */
export const officialAccountFindings = (names: readonly string[], ask: AskFunction): Promise<Finding[]> =>
  Promise.all(names.map(async (name) => findingOf(name, await ask(name))));

function findingOf(name: string, raw: unknown): Finding {
  const { data } = answer.safeParse(raw);
  if (!data)
    return warned(
      `${name} 没有回答能不能调用公众号：部署后再运行 npm run doctor`,
      `${name} did not say whether it reaches the official account: deploy first`,
    );
  const { officialAccount: reach } = data;
  if (reach === null)
    return wrong(
      `${name} 没有公众号密钥：重新部署（npm run deploy）`,
      `${name} has no secret of the official account: deploy again`,
    );
  if (reach.reached)
    return fine(`${name} 能调用公众号`, `${name} reaches the official account from its address`);
  if (reach.errcode === NOT_ALLOWED)
    return wrong(
      `${name} 的出口 IP ${reach.address ?? ''} 不在公众号白名单里（40164）：微信公众平台 → 设置与开发 → 基本配置 → IP白名单`,
      `the address of ${name} is not on the official account's allowlist`,
    );
  if (reach.errcode === WRONG_SECRET)
    return wrong('公众号 AppSecret 不对（40125）', `OA_SECRET is not that of OA_APPID, says ${name}`);
  const why = reach.errcode === null ? '微信没有回应' : `errcode ${reach.errcode}`;
  return wrong(`${name} 调用不了公众号：${why}`, `${name} does not reach the official account`);
}

/**
 * By the settings of `.env`; null: there is no official account, or the settings are not complete, which is told elsewhere.
 * @param now of the environment asked
 */
export function askDeployed(
  variables: Readonly<Record<string, string>>,
  now: () => number,
): AskFunction | null {
  try {
    const { memberCodeKey, officialAccount } = parseVariables(variables);
    if (officialAccount === null) return null;
    return (name) => callDeployed(name, askSelfCheck(memberCodeKey, now()));
  } catch {
    return null;
  }
}
