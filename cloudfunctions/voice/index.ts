import { voiceOperations } from '../../contracts/voice/voice';
import { serve } from '../kit/host/serve';
import { closeNote } from './notes/close-note';
import { listMemberNotes, listNotes } from './notes/list-notes';
import { writeNote, writeNoteAtCounter } from './notes/write-note';

export const main = serve('voice', voiceOperations, {
  writeNote,
  writeNoteAtCounter,
  closeNote,
  listNotes,
  listMemberNotes,
});
