import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';

/** How long a sweep may take between writing a message and learning WeChat's answer, before another one closes it. */
const LEASE_MS = 2 * MINUTE_MS;

export const leaseEnd = (now: Instant): Instant => addMs(now, LEASE_MS);
