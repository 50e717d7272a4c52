import { useQueryClient, type QueryKey } from '@tanstack/react-query';

/** What is shown of it is asked anew. */
export function useRefresh(queryKey: QueryKey): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey });
}
