const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that take longest, from ten seconds: where nothing has run before Jest knows only how large a file is. */
const LONGEST = [
  'pages',
  'identity-crash',
  'console-pages',
  'foreign-ids',
  'known-later-invites',
  'properties/money',
  'latency-jobs',
  'segments',
  'hostile-inputs',
  'console-forms',
  'gifts',
  'e2e/console',
  'e2e/simulator',
  'parting-deep',
  'merge-two-deep',
  'three-lives',
  'told-again',
  'parted-growth',
  'member-imports-crash',
  'push',
  'reminders',
  'properties/points',
  'coupon-rush',
  'payment-exactly-once',
  'invite-attacks',
  'million-documents',
  'facts',
  'known-later-leaders',
  'latency-push',
  'message-accounts',
  'merge-again',
  'journeys/invite/invites',
  'pay-answers',
  'leader-rush',
  'exports',
  'parting',
  'refund-answers',
  'member-list',
  'properties/invites',
  'held-coupons',
  'reminder-backlog',
  'counter-audit',
  'two-at-once',
  'backup',
  'verify-money',
  'verify-ledger',
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
