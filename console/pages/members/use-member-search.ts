import { useQuery } from '@tanstack/react-query';
import { api } from '../../service';

/** Members by number or whole name, as choices of a select; nothing typed asks nobody. */
export function useMemberSearch(text: string) {
  const found = useQuery({
    queryKey: ['member', 'search', text],
    queryFn: async () => (await api.member.search({ text })).members,
    enabled: text !== '',
  });
  const choices = found.data?.map(({ memberId, nickname, phone, planName }) => ({
    value: memberId,
    label: [nickname, phone, planName].filter(Boolean).join(' · '),
  }));
  return { found, choices };
}
