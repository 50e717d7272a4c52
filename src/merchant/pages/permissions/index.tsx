import { View } from '@tarojs/components';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import type { PermissionGroup } from '@contracts/merchant/merchant';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { roleTexts } from '../../components/words/role-text';

type Permission = PermissionGroup['permissions'][number];

/** What the same people may do, together: `店主、运营、店员`. */
function byRoles(permissions: readonly Permission[]): [roles: string, does: string[]][] {
  const found = new Map<string, string[]>();
  for (const { does, roles } of permissions) {
    const who = roles.map((role) => roleTexts[role]).join('、');
    found.set(who, [...(found.get(who) ?? []), does]);
  }
  return [...found];
}

const readAll = () => merchantService.listPermissions({});

/** 权限: what each role may do, as the host checks it. */
export default function PermissionsPage() {
  const { state, reload } = useCall(readAll);
  useOnShow(() => void reload());
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' &&
        state.snapshot.data.groups.map(({ name, permissions }) => (
          <View key={name}>
            <SectionTitle text={name} />
            {byRoles(permissions).map(([who, does]) => (
              <Card key={who}>
                <CardHead title={who} />
                <CardLine text={does.join('、')} />
              </Card>
            ))}
          </View>
        ))}
    </PageShell>
  );
}
