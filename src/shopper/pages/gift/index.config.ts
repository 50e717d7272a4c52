export default definePageConfig({ navigationBarTitleText: '朋友送你一张券' });
