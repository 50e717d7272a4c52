import { voiceOperations } from '../../contracts/voice/voice';
import { serve } from '../kit/host/serve';
import { closeNote } from './notes/close-note';
import { listMemberNotes, listNotes } from './notes/list-notes';
import { writeNote, writeNoteAtCounter } from './notes/write-note';
import { readScore } from './scores/read-score';
import { recordScore } from './scores/record-score';

export const main = serve('voice', voiceOperations, {
  writeNote,
  writeNoteAtCounter,
  closeNote,
  scoreOrder: recordScore,
  readScore,
  listNotes,
  listMemberNotes,
});
