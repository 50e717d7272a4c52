import { OpenData, Text } from '@tarojs/components';
import { isH5 } from '../target';

/** WeChat draws the group's name for its members only; nobody else, and no server, learns it. */
export const GroupName = ({ groupId, fallback }: { groupId: string; fallback: string }) =>
  isH5 ? <Text>{fallback}</Text> : <OpenData type="groupName" openGid={groupId} defaultText={fallback} />;
