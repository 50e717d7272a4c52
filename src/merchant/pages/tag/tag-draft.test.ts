import { checkTag } from './tag-draft';

describe('a tag by rule', () => {
  it('a new one has a name and follows a segment; one there is may follow nothing', () => {
    const refused = checkTag(true)({ name: ' ', follows: '' });
    expect(refused.ok ? [] : refused.problems.map(({ field }) => field)).toEqual(['name', 'follows']);
    expect(checkTag(false)({ name: '常客', follows: '' })).toMatchObject({
      ok: true,
      value: { name: '常客', segmentId: null },
    });
    expect(checkTag(true)({ name: ' 常客 ', follows: 'seg_loyal' })).toMatchObject({
      ok: true,
      value: { name: '常客', segmentId: 'seg_loyal' },
    });
  });
});
