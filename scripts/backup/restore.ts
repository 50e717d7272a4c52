import { BackupProblem } from './archive';
import { restoreBackup } from './restore-backup';
import { runBackup } from './run-backup';

/** `npm run restore -- --from FOLDER`: a backup into an empty environment. An interrupted one goes on when it is run again. */
runBackup({
  name: 'restore',
  folderFlag: 'from',
  folderHelp: 'the folder of the backup',
  run: async ({ env }, folder) => {
    if (folder === undefined) throw new BackupProblem('请用 --from 指明备份文件夹  --from says which backup');
    const { collections } = await restoreBackup(folder, env);
    const total = Object.values(collections).reduce((sum, { documents }) => sum + documents, 0);
    return `✓ ${total} 个文档已恢复到 ${env}，接着运行 verify-ledger 和 verify-money\n  ${total} documents are back; run verify-ledger and verify-money next`;
  },
});
