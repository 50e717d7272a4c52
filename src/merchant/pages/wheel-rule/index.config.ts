export default definePageConfig({ navigationBarTitleText: '转盘规则' });
