import type { ForecastKind } from '@contracts/growth/forecast';
import type { GrowthRule } from '@contracts/growth/growth-rule';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';

const AGAIN_MS = 3000;

/** What was counted last; asked again while it is counted. */
export function useForecast(kind: ForecastKind) {
  const queryKey = ['growth', 'forecast', kind];
  const refresh = useRefresh(queryKey);
  const found = useQuery({
    queryKey,
    queryFn: () => api.growth.readForecast({ kind }),
    refetchInterval: ({ state }) => (state.data?.forecast?.finishedAt === null ? AGAIN_MS : false),
  });
  const begin = useMutation({
    // Read when it is asked for: a form that makes no rule is told so.
    mutationFn: async (draftOf: () => GrowthRule | null) => api.growth.beginForecast({ draft: draftOf() }),
    onSuccess: refresh,
  });
  return { found, begin };
}
