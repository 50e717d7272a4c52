export default definePageConfig({ navigationBarTitleText: '邀请规则与核实' });
