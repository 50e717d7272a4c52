import { leaderOperations } from '../../contracts/leader';
import { serve } from '../kit/host/serve';
import { readMyCode } from './read-my-code';
import { resolveCode } from './resolve-code';

export const main = serve('leader', leaderOperations, { resolveCode, readMyCode });
