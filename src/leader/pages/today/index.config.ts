export default definePageConfig({ navigationBarTitleText: '今天做什么' });
