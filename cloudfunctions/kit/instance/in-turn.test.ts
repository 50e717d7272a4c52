import { inTurn } from './in-turn';

/** A piece of work that ends when told, and what it did in which order. */
function pieces() {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const piece = (name: string) => () =>
    new Promise<string>((resolve) => {
      log.push(`begin ${name}`);
      ends.set(name, () => {
        log.push(`end ${name}`);
        resolve(name);
      });
    });
  const microtasks = async (): Promise<void> => {
    for (let tick = 0; tick < 10; tick += 1) await Promise.resolve();
  };
  return { log, piece, end: (name: string) => ends.get(name)?.(), microtasks };
}

describe('work in turn', () => {
  it('of one name runs one after another, in the order it came', async () => {
    const { log, piece, end, microtasks } = pieces();
    const both = Promise.all([inTurn('account', piece('one')), inTurn('account', piece('two'))]);
    await microtasks();
    expect(log).toEqual(['begin one']);
    end('one');
    await microtasks();
    end('two');
    expect(await both).toEqual(['one', 'two']);
    expect(log).toEqual(['begin one', 'end one', 'begin two', 'end two']);
  });

  it('of another name does not wait', async () => {
    const { log, piece, end, microtasks } = pieces();
    const both = Promise.all([inTurn('mine', piece('mine')), inTurn('yours', piece('yours'))]);
    await microtasks();
    expect(log).toEqual(['begin mine', 'begin yours']);
    end('yours');
    end('mine');
    await both;
  });

  it('goes on after a failure, which is told to its own caller alone', async () => {
    const failing = inTurn('account', () => Promise.reject(new Error('no')));
    const next = inTurn('account', () => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('next');
  });
});
