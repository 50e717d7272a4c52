import { areas } from '@contracts/areas';
import type { Operations } from '@contracts/operation';
import { en } from '../texts/en';
import { zh } from '../texts/zh';
import { mayDo, pageAt, pageRoutes, pagesOf } from './routes';

const all: Record<string, Operations> = areas;

describe('the pages of the console', () => {
  it.each(pageRoutes.map((page) => [page.path, page] as const))(
    '%s is seen by exactly who may call what it stands on',
    (_path, { needs, from }) => {
      const [area = '', op = ''] = needs.split('.');
      expect(all[area]?.[op]?.actor).toBe(from);
    },
  );

  it('have each an address and a name of their own', () => {
    expect(new Set(pageRoutes.map(({ path }) => path)).size).toBe(pageRoutes.length);
    expect(pageAt('/members/')?.name).toBe('members');
    expect(pageAt('/nowhere')).toBeUndefined();
  });

  it('a clerk sees the counter’s, an adviser none', () => {
    expect(pagesOf('clerk').map(({ path }) => path)).toEqual(['/orders', '/reviews']);
    expect(pagesOf('adviser')).toEqual([]);
    expect(mayDo('owner', 'operator')).toBe(true);
    expect(mayDo('clerk', 'operator')).toBe(false);
  });

  it('are named in both languages, and only they', () => {
    const names = pageRoutes.map(({ name }) => name).sort();
    expect(Object.keys(zh.pages).sort()).toEqual(names);
    expect(Object.keys(en.pages).sort()).toEqual(names);
  });
});
