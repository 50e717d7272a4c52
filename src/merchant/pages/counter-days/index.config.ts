export default definePageConfig({ navigationBarTitleText: '柜台异常' });
