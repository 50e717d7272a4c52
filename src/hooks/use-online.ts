import { useSyncExternalStore } from 'react';
import { networkStatus } from '@/platform/network';

export const useOnline = (): boolean =>
  useSyncExternalStore(networkStatus.subscribe, networkStatus.isOnline, networkStatus.isOnline);
