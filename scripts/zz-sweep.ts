import { measureSweeps } from '/work/wt/messages/scripts/bench/reminders';
import { printTable } from '/work/wt/messages/scripts/bench/result';
void measureSweeps().then(printTable);
