/** Writes, and decides nothing. */
export const decidesNothing: Readonly<Record<string, string>> = {
  'console.readLogin': 'says that the code was seen; approving or refusing it is told',
  'office.addImportPart': 'sends a part of the file that startImport told of',
  'office.closeImportUpload': 'reads what the columns of that file are',
  'office.continueImport': 'goes on with what checkImport, applyImport or undoImport told of',
  'message.previewPush': 'counts who a draft would reach; submitting it is told with their number',
  'growth.beginForecast': 'counts who would move under a draft, or tonight; publishing is told',
};
