import { collectionNames } from '../../cloudfunctions/kit/store/schema';
import { readAsClient } from '../collections/read-as-client';
import { assumed, notAsked, other, type Question } from './question';

/** What a client that asks the database itself is told: nothing. */
export const clientQuestions: readonly Question[] = [
  {
    id: 'adminonly_from_a_client',
    assumed: 'every collection of ours refuses to be read by a client, for want of permission',
    where: 'platform-facts, section 9; decision 0041',
    async ask({ client }) {
      const reads = await readAsClient(client, collectionNames);
      if (reads === null)
        return notAsked('anonymous login is off: see below how to ask from the mini-program');
      const { refused, read, unknown } = reads;
      if (read.length > 0) return other(`read: ${read.join(' ')}`);
      const [first] = unknown;
      if (first)
        return other(`${unknown.length} said nothing of permissions: ${first.collection} ${first.why}`);
      return assumed(`${refused.length} of ${collectionNames.length} refused`);
    },
  },
];
