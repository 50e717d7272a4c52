export default definePageConfig({ navigationBarTitleText: '卡方案' });
