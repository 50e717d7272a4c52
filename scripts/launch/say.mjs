/**
 * One short line for people, in both languages of the project.
 * @param {string} chinese
 * @param {string} english
 */
export function say(chinese, english) {
  console.log(`› ${chinese}  ${english}`);
}

/**
 * Ends with a readable reason instead of a stack.
 * @param {string} chinese
 * @param {string} english
 * @returns {never}
 */
export function stop(chinese, english) {
  console.error(`✗ ${chinese}\n  ${english}`);
  process.exit(1);
}
