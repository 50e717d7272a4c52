/** What a collection declares: its name and the indexes the local database materialises, as the console would create them. */
export interface IndexKey {
  field: string;
  direction: 1 | -1;
}

export interface IndexSchema {
  name: string;
  keys: IndexKey[];
  unique?: boolean;
}

export interface CollectionSchema {
  name: string;
  indexes: IndexSchema[];
}
