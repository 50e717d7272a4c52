import { collectionNames, schema } from '../../cloudfunctions/kit/store/schema';

/**
 * Collections and indexes in the words of CloudBase's management API (`updateCollection` of @cloudbase/manager-node;
 * platform-facts, section 6), for a script or for creating them by hand. The CLI does not create them.
 */
export const collectionsToCreate = () =>
  collectionNames.map((name) => ({
    CollectionName: name,
    Permission: 'ADMINONLY',
    CreateIndexes: schema[name].indexes.map(({ name: indexName, keys, unique = false }) => ({
      IndexName: indexName,
      MgoKeySchema: {
        MgoIsUnique: unique,
        MgoIndexKeys: keys.map(({ field, direction }) => ({ Name: field, Direction: String(direction) })),
      },
    })),
  }));
