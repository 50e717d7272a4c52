export default definePageConfig({ navigationBarTitleText: '会员章程' });
