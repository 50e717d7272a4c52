import { instant } from '../../../contracts/primitives/time';

/** 2026-11-21 20:00 in China: the moment every sample of a notice tells of. Its day, month, hour and minute have two digits each. */
export const SAMPLE_AT = instant(Date.UTC(2026, 10, 21, 12));
