export default definePageConfig({ navigationBarTitleText: '人群的条件' });
