import { changedQuery, guardLeaving, navigate } from './location';

describe('the address', () => {
  it('changes what is named and leaves the rest', () => {
    expect(changedQuery('a=1&b=2', { b: null, c: '3' })).toBe('?a=1&c=3');
    expect(changedQuery('a=1', { a: '' })).toBe('');
  });

  it('moves within the console', () => {
    navigate('/members?text=a');
    expect(location.pathname + location.search).toBe('/console/members?text=a');
  });

  it('is not left while something is unsaved, but may change its own query', () => {
    navigate('/members');
    const release = guardLeaving(() => false);
    navigate('/orders');
    expect(location.pathname).toBe('/console/members');
    navigate('/members?open=1');
    expect(location.search).toBe('?open=1');
    release();
    navigate('/orders');
    expect(location.pathname).toBe('/console/orders');
  });
});
