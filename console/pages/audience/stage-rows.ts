import type { LifecycleApi } from '@contracts/audience/lifecycle';

type History = ReturnType<LifecycleApi['readLifecycleHistory']>;

export interface StageRow {
  segmentId: string;
  name: string;
  /** From the first of the days that were counted to the last. */
  change: number;
  points: { day: string; members: number }[];
}

/** Of each stage its days; none where no day was counted. */
export const stageRows = ({ stages, days }: Pick<History, 'stages' | 'days'>): StageRow[] =>
  days.length === 0
    ? []
    : stages.map(({ segmentId, name }) => {
        const points = days.map(({ day, stages: told }) => ({
          day,
          members: told.find((stage) => stage.segmentId === segmentId)?.members ?? 0,
        }));
        return {
          segmentId,
          name,
          change: (points.at(-1)?.members ?? 0) - (points[0]?.members ?? 0),
          points,
        };
      });
