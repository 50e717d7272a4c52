import { knownDocuments } from './known-documents';

/** What a transaction knows without asking: what it read, and what it wrote. */
describe('known documents', () => {
  function open(stored: Record<string, object> = {}) {
    const asked: string[] = [];
    const known = knownDocuments(async (id) => {
      asked.push(id);
      return { data: stored[id] ?? null };
    });
    return { asked, known };
  }
  const done = Promise.resolve();
  const changed = (before: Promise<unknown> | undefined, patch: object) =>
    before?.then((document) => document && Object.assign({}, document, patch));

  it('asks once for what was read, and not for what was written', async () => {
    const { asked, known } = open({ a: { n: 1 } });
    expect([await known.read('a'), await known.read('a')]).toEqual([{ n: 1 }, { n: 1 }]);
    await known.after('b', done, Promise.resolve({ n: 2 }));
    await known.after('c', done, Promise.resolve(null));
    expect([await known.read('b'), await known.read('c')]).toEqual([{ n: 2 }, null]);
    expect(asked).toEqual(['a']);
  });

  it('two changes side by side are both known', async () => {
    const { asked, known } = open({ a: { n: 1, m: 1 } });
    await known.read('a');
    await Promise.all(
      [{ n: 2 }, { m: 3 }].map((patch) => known.after('a', done, changed(known.before('a'), patch))),
    );
    expect([await known.read('a'), asked]).toEqual([{ n: 2, m: 3 }, ['a']]);
  });

  it('a change of what was not read is asked for, as is what a refused write left', async () => {
    const { asked, known } = open({ a: { n: 1 } });
    await known.after('a', done, changed(known.before('a'), { n: 2 }));
    await known.read('a');
    const refused = known.after('a', Promise.reject(new Error('refused')), Promise.resolve({ n: 9 }));
    await expect(refused).rejects.toThrow('refused');
    expect(await known.read('a')).toEqual({ n: 1 });
    expect(asked).toEqual(['a', 'a']);
  });

  it('nothing that is not there becomes something by a change', async () => {
    const { known } = open();
    await known.read('a');
    await known.after('a', done, changed(known.before('a'), { n: 2 }));
    expect(await known.read('a')).toBeNull();
  });
});
