import type { ConsoleUser } from '@contracts/console/console-session';
import { App as AntApp, Button, Dropdown, type MenuProps } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { errorText } from '../app/error-text';
import { lookModes, useLookChoice } from '../app/look';
import { api } from '../service';
import { session } from '../service/session';
import { useLanguage, useTexts } from '../texts/use-texts';
import { Icon } from './icon';

const DevicesDrawer = lazy(() => import('./devices-drawer'));

export function UserMenu({ user }: { user: ConsoleUser }) {
  const texts = useTexts();
  const { message } = AntApp.useApp();
  const { mode, setMode } = useLookChoice();
  const { language, setLanguage } = useLanguage();
  const [devicesOpen, setDevicesOpen] = useState(false);

  const signOut = async (): Promise<void> => {
    try {
      await api.console.end({});
      session.signOut();
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
  };
  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: `${texts.roles[user.role]} · ${user.stores === null ? texts.everywhere : user.stores.join('、')}`,
    },
    { key: 'devices', label: texts.devices.title, onClick: () => setDevicesOpen(true) },
    {
      key: 'look',
      label: texts.look.title,
      children: lookModes.map((one) => ({
        key: one,
        label: `${texts.look[one]}${one === mode ? ' ✓' : ''}`,
        onClick: () => setMode(one),
      })),
    },
    {
      key: 'language',
      label: texts.language,
      onClick: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
    },
    { type: 'divider' },
    { key: 'out', label: texts.signOut, onClick: () => void signOut() },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button type="text" icon={<Icon name="user" />} aria-label={`${texts.you} ${user.name}`}>
          {user.name}
        </Button>
      </Dropdown>
      {devicesOpen && (
        <Suspense fallback={null}>
          <DevicesDrawer onClose={() => setDevicesOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
