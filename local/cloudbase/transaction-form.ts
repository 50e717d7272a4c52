/** How transactions are written and taken: single records as the platform's documents have it, or batches as a probe may find. */
export type TransactionForm = 'single' | 'batch';

/** One switch for a whole run of tests: TUANKA_TRANSACTIONS=single, `npm run test:single`. */
export const usualForm = (): TransactionForm =>
  process.env['TUANKA_TRANSACTIONS'] === 'single' ? 'single' : 'batch';
