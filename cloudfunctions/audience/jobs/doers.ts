import type { JobAct } from '../../../contracts/audience/audience-jobs';
import type { Store } from '../../kit/store/store';
import type { Acting } from './read-job';

type Kind = JobAct['do'];
export type Doer<Does extends Kind> = (store: Store, acting: Acting<Does>) => Promise<void>;

/** What each act does to a slice of members. Journeys and what people are to do stand above this area: whoever sweeps hands all of them in. */
export type Doers = { readonly [Does in Kind]: Doer<Does> };
