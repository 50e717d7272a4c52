/** An exchange in words, wherever people read of it: on a page, in a file. */
export function redemptionWords({
  kind,
  state,
}: {
  kind: string;
  state: 'waiting' | 'done' | 'cancelled';
}): string {
  if (state === 'waiting') return kind === 'service' ? '待使用' : '待自提';
  if (state === 'done') return kind === 'charity' ? '已捐赠' : '已完成';
  return '已取消';
}
