import { collectionNames } from '../../cloudfunctions/kit/store/schema';
import { randomUUID } from 'node:crypto';
import { cloudFiles } from '../../cloudfunctions/kit/store/cloud-files';
import { readFilesAsClient } from '../collections/read-files-as-client';
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
  {
    id: 'files_from_a_client',
    assumed:
      'a file of ours is neither read, written nor removed by a client, nor at its address without a signature',
    where: 'kit/store/cloud-files; docs/operations.md, files',
    async ask({ client }) {
      const path = `probe/${randomUUID()}.txt`;
      const fileId = await cloudFiles.put(path, Buffer.from('nothing of anybody'));
      try {
        const address = await cloudFiles.urlOf(fileId);
        if (address === null) return other('there is no address of a file that was just put');
        const { allowed, unknown, refused, signedIn } = await readFilesAsClient(client, {
          fileId,
          path,
          address,
        });
        if (allowed.length > 0) return other(`allowed: ${allowed.join(', ')}`);
        const [first] = unknown;
        if (first) return other(`${first.what}: ${first.why}, which says nothing of permissions`);
        if (!signedIn)
          return notAsked(
            'the address without its signature is refused; anonymous login is off: see below for the rest',
          );
        return assumed(`refused: ${refused.join(', ')}`);
      } finally {
        await cloudFiles.remove(fileId);
      }
    },
  },
];
