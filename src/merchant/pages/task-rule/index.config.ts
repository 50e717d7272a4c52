export default definePageConfig({ navigationBarTitleText: '任务规则' });
