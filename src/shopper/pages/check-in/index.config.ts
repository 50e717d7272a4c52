export default definePageConfig({ navigationBarTitleText: '签到有礼' });
