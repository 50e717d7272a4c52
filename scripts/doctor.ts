import path from 'node:path';
import { parseArgs } from 'node:util';
import { collectionNames } from '../cloudfunctions/kit/store/schema';
import { bucketFinding } from './doctor/closed-bucket';
import { tencentCloudOf } from './collections/tencent-cloud';
import { clientPlaceOf, closedFinding } from './doctor/closed-collections';
import { examine, type Ask } from './doctor/examine';
import { lineOf, warned } from './doctor/finding';
import { askDeployed, fixedEgressFunctions, officialAccountFindings } from './doctor/official-account';
import { reachDatabase } from './place/reach-database';
import { askTradeManaged, tradeFinding } from './doctor/trade';

/** `npm run doctor`: what a deployment needs, a line each; exits 1 when something is missing. Never prints a secret. */
const ROOT = path.join(__dirname, '..');

const askTrade: Ask = async (variables) => {
  const ask = askTradeManaged(variables);
  return ask ? [await tradeFinding(ask)] : [];
};

const askClient: Ask = async (variables) => {
  const client = clientPlaceOf(variables);
  return client ? [await closedFinding(client, collectionNames)] : [];
};

const askBucket: Ask = async (variables) => {
  const { CLOUDBASE_ENV: env } = variables;
  return env ? [await bucketFinding(tencentCloudOf(process.env), env)] : [];
};

/** What only a deployed function can tell; with the environment's API key, as for a deployment. */
const askFunctions: Ask = async (variables) => {
  const ask = askDeployed(variables, Date.now);
  if (ask === null) return [];
  const place = await reachDatabase({ cloud: variables['CLOUDBASE_ENV'] ?? '' });
  if ('problem' in place)
    return [
      warned(
        '没有 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY，问不了云函数能不能调用公众号',
        'without the API key no function is asked whether it reaches the official account',
      ),
    ];
  try {
    return await officialAccountFindings(fixedEgressFunctions(path.join(ROOT, 'cloudfunctions')), ask);
  } finally {
    await place.close();
  }
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'env-file': { type: 'string', default: '.env' },
      // Asks WeChat nothing.
      offline: { type: 'boolean', default: false },
    },
  });
  const asks = values.offline ? [] : [askTrade, askClient, askBucket, askFunctions];
  const { findings, lastWords } = await examine({ folder: ROOT, envFile: values['env-file'] }, asks);
  for (const finding of findings) console.log(lineOf(finding));
  console.log(lastWords);
  process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
