export default definePageConfig({ navigationBarTitleText: '转盘抽奖' });
