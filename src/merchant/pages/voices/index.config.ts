export default definePageConfig({ navigationBarTitleText: '投诉与要求' });
