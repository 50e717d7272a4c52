/** Jest's runner of a test file, which it ships without types. */
declare module 'jest-circus/runner' {
  const runFile: (...file: readonly unknown[]) => Promise<unknown>;
  export default runFile;
}
