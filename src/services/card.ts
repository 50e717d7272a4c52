import type { CardApi } from '@contracts/card';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type CardService = Client<CardApi>;

export function createCardService(transport: Transport, policy?: RetryPolicy): CardService {
  const call = createCaller<CardApi>('card', transport, policy);
  return {
    readMine: call('readMine'),
  };
}
