const { TestEnvironment } = require('jest-environment-node');

/** What jest-circus leaves on the globals for one file. */
const OF_ONE_FILE = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES'].map((name) => Symbol.for(name));

/** @type {KeptEnvironment | undefined} */
let kept;

/**
 * One set of globals for all test files of a worker: the modules that kept-runtime.cjs keeps between them live in it.
 * A file finds the environment variables as the first one did, real timers, and jest as new.
 */
class KeptEnvironment extends TestEnvironment {
  /**
   * @param {ConstructorParameters<typeof TestEnvironment>[0]} config
   * @param {ConstructorParameters<typeof TestEnvironment>[1]} context
   */
  constructor(config, context) {
    if (kept) {
      kept.startOver();
      return kept;
    }
    super(config, context);
    /** @type {NodeJS.ProcessEnv} */
    this.variables = { ...this.global.process.env };
    kept = this;
  }

  startOver() {
    for (const symbol of OF_ONE_FILE) Reflect.deleteProperty(this.global, symbol);
    const { variables = {} } = this;
    const { env } = this.global.process;
    for (const name of Object.keys(env)) if (!(name in variables)) delete env[name];
    Object.assign(env, variables);
  }

  /** @override */
  async teardown() {
    this.fakeTimersModern?.useRealTimers();
  }
}

module.exports = KeptEnvironment;
