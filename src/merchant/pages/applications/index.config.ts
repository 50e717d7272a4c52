export default definePageConfig({ navigationBarTitleText: '团长申请' });
