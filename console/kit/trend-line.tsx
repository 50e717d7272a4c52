import { linePoints } from './line-points';

const WIDTH = 160;
const HEIGHT = 28;

/** Read without its colour: the table behind it says the same. */
export const TrendLine = ({ values }: { values: readonly number[] }) => (
  <svg width={WIDTH} height={HEIGHT + 2} aria-hidden focusable="false">
    <polyline
      points={linePoints(values, WIDTH, HEIGHT)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  </svg>
);
