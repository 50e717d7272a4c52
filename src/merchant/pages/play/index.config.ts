export default definePageConfig({ navigationBarTitleText: '签到与福利' });
