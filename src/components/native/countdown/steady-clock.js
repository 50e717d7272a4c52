/**
 * Time that passes although somebody sets the phone's clock. WeChat's JavaScript has no clock but the phone's, so its
 * readings are believed only as far as they go forward by what was waited. Plain JavaScript, because WeChat loads the
 * native component as it stands here.
 */
const SLACK_MS = 5000;

/** `read` gives the phone's clock in milliseconds. */
function steadyClock(read) {
  let reading = read();
  let passed = 0;
  let asleep = false;
  return {
    /** Milliseconds since it was made. `waitedMs` is how long ago it was asked last, as far as the asker knows. */
    now(waitedMs) {
      const next = read();
      const step = next - reading;
      reading = next;
      const believed = step >= 0 && (asleep || step <= waitedMs + SLACK_MS);
      passed += believed ? step : asleep ? 0 : waitedMs;
      asleep = false;
      return passed;
    },
    /** Nothing is asked until the phone is looked at again: whatever passes until then is believed. */
    sleep() {
      asleep = true;
    },
  };
}

module.exports = { steadyClock };
