import { officeOperations } from '../../contracts/office/office';
import { serve } from '../kit/host/serve';
import { listAudit } from './list-audit';
import { listFindings } from './list-findings';

export const main = serve('office', officeOperations, { listAudit, listFindings });
