const { AsyncLocalStorage } = require('node:async_hooks');
const runFile = require('jest-circus/runner').default;

/** Those in use by the file that runs. @type {Set<AsyncLocalStorage<unknown>>} */
const inUse = new Set();
const { run } = AsyncLocalStorage.prototype;

/** @this {AsyncLocalStorage<unknown>} */
AsyncLocalStorage.prototype.run = function (/** @type {Parameters<typeof run>} */ ...args) {
  inUse.add(this);
  return Reflect.apply(run, this, args);
};

/**
 * Jest's own runner of a file. For every file Jest makes an AsyncLocalStorage that it never disables, and Node hands on each that
 * is not with every promise there is: after a hundred and seventy files a worker took more than twice as long for the same test.
 * One that is needed again enables itself.
 * @param {Parameters<typeof runFile>} args
 */
module.exports = async function runAndLeaveNothingTraced(...args) {
  try {
    return await runFile(...args);
  } finally {
    for (const storage of inUse) storage.disable();
    inUse.clear();
  }
};
