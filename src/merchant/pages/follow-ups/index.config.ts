export default definePageConfig({ navigationBarTitleText: '会员跟进' });
