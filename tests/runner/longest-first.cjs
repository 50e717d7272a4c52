const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that take longest, from ten seconds: where nothing has run before Jest knows only how large a file is. */
const LONGEST = [
  'pages',
  'identity-crash',
  'push',
  'reminders',
  'latency-push',
  'latency-jobs',
  'invites',
  'money',
  'million-documents',
  'foreign-ids',
  'invite-attacks',
  'pay-answers',
  'parting',
  'payment-exactly-once',
  'merge-again',
  'known-later-invites',
  'coupon-rush',
  'backup',
  'leader-rush',
  'verify-ledger',
  'verify-money',
].map((name) => `/${name}.test.ts`);

/** Long files first, so that no worker is busy with one when the others have nothing left. */
class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {Parameters<Sequencer['sort']>[0]} tests
   */
  async sort(tests) {
    const rank = (/** @type {string} */ path) => {
      const place = LONGEST.findIndex((name) => path.endsWith(name));
      return place < 0 ? LONGEST.length : place;
    };
    return [...(await super.sort(tests))].sort((a, b) => rank(a.path) - rank(b.path));
  }
}

module.exports = LongestFirst;
