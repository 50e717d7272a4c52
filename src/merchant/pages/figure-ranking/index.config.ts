export default definePageConfig({ navigationBarTitleText: '本月分布和排名' });
