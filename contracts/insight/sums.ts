import * as z from 'zod';
import { measures } from '../primitives/insight/measures';

/** Sums of a row, as they are stored and told. */
export const sums = () => z.partialRecord(z.enum(measures), z.int());
