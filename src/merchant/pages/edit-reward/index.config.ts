export default definePageConfig({ navigationBarTitleText: '编辑兑换商品' });
