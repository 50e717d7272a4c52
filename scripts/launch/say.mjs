/** One short line for people, in both languages of the project. */
export function say(chinese, english) {
  console.log(`› ${chinese}  ${english}`);
}

/** Ends with a readable reason instead of a stack. */
export function stop(chinese, english) {
  console.error(`✗ ${chinese}\n  ${english}`);
  process.exit(1);
}
