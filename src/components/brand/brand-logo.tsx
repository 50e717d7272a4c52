import { Image } from '@tarojs/components';
import { useState } from 'react';
import { useShopPictures } from './use-shop-pictures';
import styles from './brand-logo.module.scss';

/** The merchant's logo beside its name; nothing where there is none, or it cannot be fetched. */
export function BrandLogo() {
  const { logoUrl } = useShopPictures();
  const [broken, setBroken] = useState<string | null>(null);
  if (logoUrl === null || broken === logoUrl) return null;
  return (
    <Image
      className={styles['logo'] ?? ''}
      src={logoUrl}
      mode="aspectFill"
      onError={() => setBroken(logoUrl)}
    />
  );
}
