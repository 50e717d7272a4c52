import { instant, type Instant } from '../../../contracts/primitives/time';

/** Before every fact. */
export const START = '';
const DIGITS = 15;

interface Written {
  _id: string;
  writtenAt: Instant;
}

/** Where a fact stands in the order of their writing, as text that sorts so. */
export const positionOf = ({ _id, writtenAt }: Written): string =>
  `${String(writtenAt).padStart(DIGITS, '0')}:${_id}`;

/** When the fact at a position was written. */
export const writtenAtOf = (position: string): Instant => instant(Number(position.slice(0, DIGITS)));
