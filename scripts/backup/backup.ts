import path from 'node:path';
import { runBackup, type BackupPlace } from './run-backup';
import { writeBackup } from './write-backup';

/**
 * `npm run backup`: the whole database and its files into a new folder under `backups/`, or where `-- --out FOLDER` says. It holds
 * personal data: readable by its owner alone, never committed, to be kept encrypted.
 */
const folderName = ({ env, now }: BackupPlace): string =>
  path.resolve('backups', `${env}-${new Date(now).toISOString().replace(/[:.]/g, '-')}`);

runBackup({
  name: 'backup',
  folderFlag: 'out',
  folderHelp: 'the new folder; without it one under backups/',
  run: async (place, folder) => {
    const target = folder ?? folderName(place);
    const { collections, files } = await writeBackup(target, place.env, place.now);
    const total = Object.values(collections).reduce((sum, { documents }) => sum + documents, 0);
    return `✓ ${total} 个文档、${files?.count ?? 0} 个文件已备份到 ${target}\n  ${total} documents and ${files?.count ?? 0} files are in it; it holds personal data, keep it encrypted`;
  },
});
