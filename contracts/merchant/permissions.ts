import type { areas } from '../areas';

/**
 * Every operation of the staff in words, with the lowest role that may do it: the table of permissions as the owner reads it. The host
 * checks the `actor` of the operation's contract; here the compiler insists that each such operation stands once and with that very
 * role, so that what is read is what is enforced. Nobody may do what stands nowhere.
 */
type Areas = typeof areas;
type StaffActor = 'adviser' | 'clerk' | 'operator' | 'owner';
type ActorIn<Operation> = Operation extends { actor: infer Actor } ? Extract<Actor, StaffActor> : never;
type TableOf<Area extends keyof Areas> = {
  readonly [Name in keyof Areas[Area] as ActorIn<Areas[Area][Name]> extends never ? never : Name]: readonly [
    group: Group,
    does: string,
    from: ActorIn<Areas[Area][Name]>,
  ];
};
type PermissionTable = { readonly [Area in keyof Areas]: TableOf<Area> };

const groups = ['收银', '券', '积分', '会员', '团长', '邀请', '消息', '经营数据', '门店与员工', '规则与查账'] as const;
type Group = (typeof groups)[number];

const permissionTable: PermissionTable = {
  member: {
    search: ['会员', '按昵称、尾号找会员', 'operator'],
    identify: ['会员', '扫会员码看是谁', 'adviser'],
  },
  identity: {
    listDecisions: ['会员', '看会员身份待办', 'operator'],
    openCase: ['会员', '提出两位会员可能是同一人', 'operator'],
    previewMerge: ['会员', '看合并会带走什么', 'operator'],
    decide: ['会员', '决定是不是同一人', 'operator'],
    listMerges: ['会员', '看合并记录', 'operator'],
    previewUndo: ['会员', '看撤销合并会怎样', 'operator'],
    undoMerge: ['会员', '撤销合并', 'operator'],
    backfillFollowers: ['消息', '补记公众号老粉丝', 'operator'],
  },
  console: {
    readLogin: ['门店与员工', '看是谁要在电脑上登录', 'adviser'],
    approveLogin: ['门店与员工', '用手机确认电脑登录', 'adviser'],
    refuseLogin: ['门店与员工', '拒绝电脑登录', 'adviser'],
    listSessions: ['门店与员工', '看自己登录了哪些电脑', 'adviser'],
    endSession: ['门店与员工', '让自己的电脑退出登录', 'adviser'],
  },
  card: {
    listPlans: ['会员', '看卡方案', 'operator'],
    listPlanVersions: ['会员', '看卡方案以前的版本', 'operator'],
    savePlan: ['会员', '新建、修改卡方案', 'operator'],
    setPlanOpen: ['会员', '停止、恢复发卡', 'operator'],
    setDefaultPlan: ['会员', '选入会发哪张卡', 'operator'],
  },
  coupon: {
    lookUp: ['券', '扫码查券', 'clerk'],
    redeem: ['券', '核销优惠券', 'clerk'],
    undoRedeem: ['券', '撤销核销', 'clerk'],
    listTemplates: ['券', '看券模板', 'operator'],
    readTemplate: ['券', '看一张券的规则', 'operator'],
    saveTemplate: ['券', '写券、改券', 'operator'],
    setTemplateStatus: ['券', '发布、暂停、结束券', 'operator'],
    listPacks: ['券', '看券包', 'operator'],
    readPack: ['券', '看一个券包', 'operator'],
    savePack: ['券', '写券包、改券包', 'operator'],
    issueByHand: ['券', '手工发券', 'operator'],
    previewChange: ['券', '看收回、延期影响多少张', 'operator'],
    revokeCoupons: ['券', '收回优惠券', 'operator'],
    extendCoupons: ['券', '延长有效期', 'operator'],
  },
  leader: {
    listHolds: ['团长', '看待核实的业绩', 'operator'],
    decideHold: ['团长', '核实业绩', 'operator'],
    listApplications: ['团长', '看团长申请', 'operator'],
    decideApplication: ['团长', '批准、谢绝团长申请', 'operator'],
    tellApplicantPhone: ['团长', '看申请人的完整手机号（计数、留痕）', 'operator'],
    listLeaders: ['团长', '看团长', 'operator'],
    setLeaderStatus: ['团长', '暂停、恢复团长', 'operator'],
    previewHandover: ['团长', '看交接会带走什么', 'operator'],
    handOver: ['团长', '交接团队', 'operator'],
    listHandovers: ['团长', '看交接记录', 'operator'],
  },
  message: {
    createPush: ['消息', '写推送', 'operator'],
    listAudienceChoices: ['消息', '选推送人群', 'operator'],
    previewPush: ['消息', '数推送人数', 'operator'],
    submitPush: ['消息', '提交推送', 'operator'],
    approvePush: ['消息', '批准别人的推送', 'operator'],
    steerPush: ['消息', '暂停、继续、停止推送', 'operator'],
    readPush: ['消息', '看一次推送', 'operator'],
    listPushes: ['消息', '看推送', 'operator'],
    listDeliveries: ['消息', '看消息送达', 'operator'],
    listDropped: ['消息', '看没发的消息', 'operator'],
    listAlarms: ['规则与查账', '看运行告警', 'operator'],
    listQuarantine: ['规则与查账', '看读不了的数据', 'operator'],
  },
  merchant: {
    listMyStores: ['门店与员工', '看自己的门店', 'adviser'],
    listStaff: ['门店与员工', '看员工', 'operator'],
    listPermissions: ['门店与员工', '看权限', 'operator'],
    listStoreShipping: ['门店与员工', '看门店怎么发货', 'operator'],
    saveStoreShipping: ['门店与员工', '改门店怎么发货', 'operator'],
    listStores: ['门店与员工', '看门店资料', 'operator'],
    saveStore: ['门店与员工', '新建、修改门店', 'operator'],
    setStoreOpen: ['门店与员工', '停业、恢复营业', 'operator'],
    inviteStaff: ['门店与员工', '邀请员工', 'operator'],
    listInvitations: ['门店与员工', '看员工邀请', 'operator'],
    revokeInvitation: ['门店与员工', '撤回员工邀请', 'operator'],
    setStaffRole: ['门店与员工', '换员工的角色', 'owner'],
    revokeStaff: ['门店与员工', '取消员工', 'owner'],
    bindStores: ['门店与员工', '给店员、顾问分门店', 'operator'],
  },
  office: {
    listMembers: ['会员', '看会员列表', 'operator'],
    listMemberChoices: ['会员', '选会员筛选条件', 'operator'],
    saveMemberView: ['会员', '存常用筛选', 'operator'],
    readMember: ['会员', '看一位会员的全部资料', 'operator'],
    readMemberTimeline: ['会员', '看会员的时间线', 'operator'],
    readMemberAtCounter: ['会员', '柜台看会员的券、积分和本店消费', 'clerk'],
    tellPhone: ['会员', '看完整手机号（计数、留痕）', 'operator'],
    tagMember: ['会员', '给会员打标签', 'operator'],
    noteMember: ['会员', '写会员备注', 'operator'],
    freezeMember: ['会员', '冻结、解冻会员', 'operator'],
    extendCard: ['会员', '延长会员卡', 'operator'],
    replaceCard: ['会员', '换会员卡号', 'operator'],
    exportMembers: ['会员', '导出会员', 'operator'],
    exportList: ['规则与查账', '导出订单、退款、券、积分、兑换', 'operator'],
    listExports: ['会员', '看导出记录', 'operator'],
    tellExport: ['会员', '下载导出的文件', 'operator'],
    startImport: ['会员', '上传导入名单', 'operator'],
    addImportPart: ['会员', '上传导入名单的内容', 'operator'],
    closeImportUpload: ['会员', '读导入名单有哪些列', 'operator'],
    checkImport: ['会员', '试运行导入', 'operator'],
    applyImport: ['会员', '导入会员', 'operator'],
    undoImport: ['会员', '撤销一次导入', 'operator'],
    continueImport: ['会员', '接着做没做完的导入', 'operator'],
    readImport: ['会员', '看一次导入', 'operator'],
    listImports: ['会员', '看导入记录', 'operator'],
    listImportLines: ['会员', '看导入的每一行', 'operator'],
    removeMemberView: ['会员', '删常用筛选', 'operator'],
    listAudit: ['规则与查账', '看操作日志', 'operator'],
    listHeldOrders: ['规则与查账', '看货款与发货', 'operator'],
    readToDo: ['规则与查账', '看待办', 'operator'],
    readReconciliation: ['规则与查账', '看对账', 'operator'],
    startReconciliation: ['规则与查账', '现在对一次账', 'operator'],
    listFindings: ['规则与查账', '看柜台异常', 'operator'],
    readSettings: ['规则与查账', '看规则与消息模板', 'operator'],
    listSettingVersions: ['规则与查账', '看规则改过什么', 'operator'],
    restoreSettings: ['规则与查账', '恢复以前的规则', 'operator'],
    saveBrand: ['规则与查账', '改品牌名和主题色', 'operator'],
    saveSettings: ['规则与查账', '改规则与消息模板', 'operator'],
  },
  payment: {
    listCategories: ['收银', '看商品分类', 'clerk'],
    openBill: ['收银', '开账单', 'clerk'],
    listStoreOrders: ['收银', '看门店账单', 'clerk'],
    readBill: ['收银', '看一张账单', 'clerk'],
    readBillCode: ['收银', '出示付款码', 'clerk'],
    endBill: ['收银', '作废没人付款的账单', 'clerk'],
    recordCounterPayment: ['收银', '记现金收款', 'clerk'],
    fulfillOrder: ['收银', '把货交给顾客', 'clerk'],
    refund: ['收银', '退款', 'clerk'],
    listTroubledRefunds: ['收银', '看卡住的退款', 'operator'],
    retryRefund: ['收银', '重试退款', 'operator'],
    handleRefund: ['收银', '记为已在微信之外退款', 'operator'],
    previewRefund: ['收银', '看退款会怎样', 'clerk'],
    refundLines: ['收银', '按商品退款', 'clerk'],
    listReviews: ['收银', '看待复核', 'clerk'],
    confirmReview: ['收银', '复核同事的收退款', 'clerk'],
    rejectReview: ['收银', '退回待复核', 'clerk'],
    listIssueRules: ['收银', '看发卡规则', 'operator'],
    listIssueChoices: ['收银', '选发卡规则的卡和券包', 'operator'],
    saveIssueRule: ['收银', '改发卡规则', 'operator'],
    previewIssue: ['收银', '试算发卡规则', 'operator'],
  },
  points: {
    lookUpRedemption: ['积分', '查兑换单', 'clerk'],
    verifyRedemption: ['积分', '发放兑换品', 'clerk'],
    previewEarning: ['积分', '试算能得多少积分', 'clerk'],
    readRule: ['积分', '看积分规则', 'operator'],
    publishRule: ['积分', '发布积分规则', 'operator'],
    listAllRewards: ['积分', '看全部兑换品', 'operator'],
    saveReward: ['积分', '改兑换品', 'operator'],
    readHolder: ['积分', '看会员积分', 'operator'],
    adjust: ['积分', '调整积分', 'operator'],
    transfer: ['积分', '转移积分', 'operator'],
  },
  growth: {
    readRule: ['会员', '看等级规则', 'operator'],
    previewRule: ['会员', '试算等级规则', 'operator'],
    beginForecast: ['会员', '算谁会升降级', 'operator'],
    readForecast: ['会员', '看谁会升降级', 'operator'],
    listRefusedGifts: ['会员', '看没有发成的会员礼', 'operator'],
    publishRule: ['会员', '发布等级规则', 'operator'],
    setFloor: ['会员', '手工定等级（有期限、写原因）', 'operator'],
    readRights: ['会员', '看出示会员码的人的等级权益', 'clerk'],
    usePrivilege: ['会员', '核销等级权益', 'clerk'],
  },
  audience: {
    listSegments: ['会员', '看人群和人数', 'operator'],
    saveSegment: ['会员', '新建、修改人群', 'operator'],
    readAudience: ['会员', '看人群数据算到哪里', 'operator'],
    beginRebuild: ['会员', '重新计算会员数据', 'operator'],
    previewRule: ['会员', '估算人群有多少人', 'operator'],
    countSet: ['会员', '数几个人群合起来有多少人', 'operator'],
    freezeSet: ['会员', '把人群定下来', 'operator'],
    explainMember: ['会员', '看会员为什么在或不在人群里', 'operator'],
  },
  insight: {
    readSeries: ['经营数据', '看经营数据', 'operator'],
    readBreakdown: ['经营数据', '看经营数据的分布和排名', 'operator'],
    readCohorts: ['经营数据', '看会员的留存和转化', 'operator'],
  },
  referral: {
    readRule: ['邀请', '看邀请规则', 'operator'],
    publishRule: ['邀请', '发布邀请规则', 'operator'],
    listHeld: ['邀请', '看待核实的邀请', 'operator'],
    decideHeld: ['邀请', '核实邀请', 'operator'],
    listAttributions: ['邀请', '看会员是谁带来的', 'operator'],
  },
};

/** By group, in the order the groups are shown. */
export const permissionsByGroup = (): { name: Group; rows: { does: string; from: StaffActor }[] }[] => {
  const all: (readonly [Group, string, StaffActor])[] = Object.values<
    Record<string, readonly [Group, string, StaffActor]>
  >(permissionTable).flatMap((area) => Object.values(area));
  return groups.map((name) => ({
    name,
    rows: all.filter(([group]) => group === name).map(([, does, from]) => ({ does, from })),
  }));
};
