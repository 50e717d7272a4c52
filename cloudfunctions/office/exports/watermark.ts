import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { Cell } from './csv';

/** Whose file it is: below the last member. */
export const watermark = (name: string, at: Instant, id: string): Cell[] => [
  `由 ${name} 于 ${chinaDateOf(at)} 导出，仅限内部使用，编号 ${id}`,
];
