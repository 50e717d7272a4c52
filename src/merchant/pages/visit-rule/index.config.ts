export default definePageConfig({ navigationBarTitleText: '到店礼规则' });
