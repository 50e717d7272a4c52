import { cardOperations } from '../../contracts/card/card';
import { serve } from '../kit/host/serve';
import { readCard } from './read-card';

export const main = serve('card', cardOperations, { readMine: readCard });
