import { launchMiniProgram } from '../../tests/weapp/harness/mini-program';
import { startLocalFunctions } from '../../tests/weapp/harness/local-functions';
import { measured, type BenchResult } from './result';

/** Bytes the home page of a member hands to the view layer: first, and at most later. Needs `npm run build:weapp`. */
export async function measureSetData(): Promise<BenchResult[]> {
  const functions = await startLocalFunctions();
  try {
    const callFunction = functions.phoneOf('shopper-lin');
    await functions.cloud.invoke('member', joinEvent, 'shopper-lin');
    const mp = await launchMiniProgram({ callFunction });
    const [first, ...later] = mp.setData.map(({ bytes }) => bytes);
    return [
      measured('home: first setData', (first ?? NaN) / 1024, 'KB', 24),
      measured('home: largest later setData', Math.max(0, ...later) / 1024, 'KB', 8),
    ];
  } finally {
    await functions.close();
  }
}

const joinEvent = { op: 'join', input: { leaderCode: null, phoneCode: null }, requestId: 'bench-00000001' };
