export default definePageConfig({ navigationBarTitleText: '给人群发券或打标签' });
