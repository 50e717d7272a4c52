import Taro from '@tarojs/taro';

/** Opens the phone's own dialler with the number typed in; whoever closes it again has not failed. */
export const callPhone = (phone: string): Promise<void> =>
  Taro.makePhoneCall({ phoneNumber: phone }).then(
    () => undefined,
    () => undefined,
  );
