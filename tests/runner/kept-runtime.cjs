const { default: Runtime } = require('jest-runtime');

/** Where the modules of a project are kept. @type {Map<string, Runtime>} */
const homes = new Map();

/** Both grow as modules are loaded. @extends {Map<string, string>} */
class MapsOfBoth extends Map {
  /**
   * @param {ReadonlyMap<string, string>} own
   * @param {ReadonlyMap<string, string>} kept
   */
  constructor(own, kept) {
    super();
    this.own = own;
    this.kept = kept;
  }

  /**
   * @override
   * @param {string} file
   */
  get(file) {
    return this.own.get(file) ?? this.kept.get(file);
  }

  /** @override */
  [Symbol.iterator]() {
    return new Map([...this.kept, ...this.own])[Symbol.iterator]();
  }
}

/**
 * A worker loads a module once and keeps it for its next test files; only the test file itself is loaded anew. It is what Vitest
 * calls `isolate: false`. Loading schemas, the local cloud and the functions' bundles for every file, and running them cold, was
 * about half of what the journeys took. So a module that tests load may remember nothing that another test would notice.
 */
class KeptRuntime extends Runtime {
  /** @param {ConstructorParameters<typeof Runtime>} parts */
  constructor(...parts) {
    super(...parts);
    const [{ id }] = parts;
    this.home = homes.get(id) ?? new Runtime(...parts);
    homes.set(id, this.home);
  }

  /**
   * @override
   * @template Loaded
   * @param {string} from
   * @param {string} [moduleName] absent: `from` itself, which is the test file
   * @param {Parameters<Runtime['requireModule']>[2]} [options]
   * @param {boolean} [isRequireActual]
   * @returns {Loaded}
   */
  requireModule(from, moduleName, options, isRequireActual) {
    const isOfThisFile = moduleName === undefined || options?.isInternalModule === true;
    return isOfThisFile
      ? super.requireModule(from, moduleName, options, isRequireActual)
      : this.home.requireModule(from, moduleName, options, isRequireActual);
  }

  /**
   * @override
   * @returns {never}
   */
  setMock() {
    throw new Error('modules are kept for the next test file, which jest.mock would reach into');
  }

  /** @override */
  getSourceMaps() {
    return new MapsOfBoth(super.getSourceMaps(), this.home.getSourceMaps());
  }
}

module.exports = KeptRuntime;
