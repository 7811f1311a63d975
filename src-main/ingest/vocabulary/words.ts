/**
 * What a word of a column name may mean. One word may carry several meanings ("state" is a status or a place), and a
 * name is judged by the meanings of all its words (nameRules.ts), never by a list of whole names.
 */
const WORDS = {
  person:
    'customer cust customers client clients buyer shopper member mbr user usr household hh hshd subscriber consumer patron guest visitor profile people person purchaser payer party donor patient student passenger player attendee supporter distinct anonymous kunde kunden acheteur cliente 客户 顾客 会员 买家 用户 消费者 客人 粉丝 买方 付款人 购买人 下单人 家庭 访客',
  contactPerson: 'contact lead prospect recipient',
  account: 'account acct accounts 账号 账户 帐号 帐户 支付宝账号 支付宝账户',
  id: 'id ids no nr nbr num number key cd uuid guid identifier ref reference code pk index idx nummer numéro numero número 编号 编码 号 号码 标识 代码 码 主键 番号',
  name: 'name names nom nombre surname firstname lastname 名 名字 姓名',
  title: 'title label subject headline 名称 标题 抬头',
  alias: 'nickname alias 昵称',
  handle: 'username login screenname handle nick 会员名 用户名 旺旺 旺旺名 登录名',
  openid: 'openid unionid',
  hash: 'hash hashed md5 sha256 pseudo encrypted masked 密文 加密 脱敏',
  email: 'email mail 邮箱 电子邮件 电子邮箱 邮件',
  phone: 'phone mobile telephone tel cell cellphone msisdn 手机 电话 手机号 手机号码 电话号码 联系方式',
  card: 'card 卡号 卡',
  device: 'device imei idfa gaid oaid cookie browser 设备',
  session: 'session 会话',
  ip: 'ip',
  address:
    'address addr street city zip zipcode postcode postal province country county region district location lat lon latitude longitude geo adresse ville 地址 省 市 区 省份 城市 街道 邮编 国家 地区 区域 地域 县 镇',
  receiver: 'consignee receiver shipto 收货人 收件人 收货 收件 收货方 联系人 联系',
  shipping:
    'shipping ship shipped shipment delivery fulfillment fulfilment fulfilled dispatch dispatched logistics logistic carrier courier tracking express awb warehouse pickup 发货 物流 快递 配送 送达 签收 运单 运送 仓库 仓 承运 出库 提货 揽收 自提',
  freight: 'freight postage handling 运费 邮费 配送费',
  billing: 'billing billto bill 账单',
  seller:
    'seller vendor merchant supplier shop store outlet staff employee cashier salesperson salesman rep agent affiliate partner assignee teller clerk owner 卖家 商家 店铺 店 商户 供应商 门店 店员 导购 导购员 达人 主播 分销员 分销 推广 客服 销售员 业务员 收银员 员工 操作员 团长',
  organisation: 'company companies employer 公司 单位',
  brand: 'brand manufacturer maker 品牌 厂家 制造商',
  order:
    'order ord invoice inv basket ticket purchase trade sale cheque po so voucherno document doc checkout bestellung bestell rechnung rechnungs commande facture pedido factura 订单 交易 单据 小票 销售单 购物单 单 注文 购入 购买 订购 结算单 消费',
  receipt: 'receipt 收据',
  cancel: 'cancel cancelled canceled cancellation void voided 取消 关闭 作废 中止 撤销',
  txn: 'txn trx trans transaction tx 流水',
  docno: '单号 订单号 订单编号 小票号 单据号 交易号 流水号 销售单号 账单号',
  sub: 'sub child suborder 子',
  main: 'main parent master primary root 主 父 母',
  line: 'line lineitem row detail details position 明细 行 行号 项次 序号 分录',
  item: 'item lineitem artikel article 货品 单品 菜品',
  outer: 'external outer thirdparty original orig 外部 第三方 原始 关联',
  tax: 'tax taxes vat gst duty duties 税 税额 税费 关税 税率 发票',
  pay: 'pay payment paying 支付 付款 支付宝 付 收款',
  paid: 'paid 实付 实付款 实际支付 实际付款 已付 已付款 实支付',
  received: 'received 实收 实际收 到账 实收款',
  deal: 'deal 成交 成单 拼单成功 拼单',
  time: 'time date datetime timestamp ts tm dt day at on when datum dat fecha zeit 时间 日期 日 时刻 年月日 日時 日时',
  period: 'week month year quarter hour weekday dow 周 月 月份 年 年份 季度 小时 星期',
  zone: 'timezone tz offset 时区',
  create:
    'created create creation add added inserted placed submitted submit ordered 下单 创建 提交 生成 拍下 开单 录入 制单 发生',
  complete:
    'completed complete completion finished finish settled closed close processed approved authorized captured 完成 结束 结算 确认 核准 审核',
  update: 'updated update upd modified changed edited synced 更新 修改 变更 调整',
  expect:
    'expected estimated promised due next valid validity until scheduled appointment eta deadline 预计 承诺 预约 有效 建议 计划',
  expire: 'expire expires expired expiry expiration exp expiring 过期 失效 到期 有效期',
  start: 'start started begin starts from 开始 起 起始',
  end: 'end ended ends 终止 止 截止',
  birth: 'birth birthday birthdate dob born 生日 出生',
  register:
    'register registered registration reg signup joined join enroll enrolled enrollment activated since onboarding 注册 入会 加入 成为 开卡 关注 建档 激活',
  last: 'last latest recent recency previous 上次 最近 最后 末次 最新',
  first: 'first initial 首次 首单 首',
  cumulative:
    'lifetime cumulative ltv clv historic historical overall aov average avg mean median monthly annual yearly 累计 历史 平均 笔单价 客单价 人均 年均 月均 指定',
  total: 'total tot grand sum gesamt 总 合计 总计 总共 全部',
  money:
    'amount amt value val revenue rev sales spend spent gmv turnover proceeds dollars dollar money ammount charge charges charged gross betrag umsatz summe montant importe monto 金额 货款 款项 款 额 销售额 营业额 总额 总价 总金额 消费额 金 价税合计',
  subtotal: 'subtotal 小计',
  net: 'net netto 净 净额',
  payable: 'payable 应付 应收 应付款',
  price: 'price prices preis prix precio msrp 价格 价 售价 单价 原价 标价 定价',
  unit: 'unit each per ea einzel 单价 每件',
  compare: 'compare msrp rrp 原价 吊牌价 标价 市场价 划线',
  fee: 'fee fees surcharge commission tip gratuity service rounding 手续费 服务费 佣金 费 费用 小费 包装费 打包费',
  discount:
    'discount disc rebate markdown off reduction savings promotion allowance rabatt remise descuento 优惠 折扣 立减 满减 抵扣 减免 让利 红包 折 集分宝',
  refund: 'refund refunds refunded return returned returns chargeback reversed 退款 退货 已退款 退 退还',
  aftersale: 'aftersale aftersales rma dispute 售后 维权 纠纷',
  cost: 'cost cogs costs margin profit 成本 毛利 利润',
  points: 'points point reward rewards loyalty bonus 积分 点数 豆',
  balance: 'balance outstanding wallet 余额 储值 结余',
  quantity:
    'quantity qty qnty quantities units pieces pcs piece menge quantité cantidad 数量 件数 总数量 购买数 购买数量 份数 个数 销量 件 双',
  count:
    'count counts cnt orders purchases items visits transactions times frequency 次数 笔数 订单数 单数 数 人数 次',
  of: 'of de',
  kinds: 'kinds 种类数 宝贝种类 种数',
  stock: 'stock inventory onhand 库存',
  product:
    'product products prod sku goods asin upc ean gtin barcode isbn spu merchandise listing offer produkt produit producto 商品 产品 宝贝 货号 条码 款号 物料 商家编码 外部系统编号 选购商品 品名 菜名 款式',
  describe: 'description desc descr descriptions 描述 说明',
  spec: 'spec variant size color colour style attribute attributes option variation model 规格 属性 颜色 尺码 套餐 样式 型号',
  category:
    'category cat cate categories class department dept subcategory genre kategorie 类目 品类 分类 类别 大类 中类 小类',
  channel:
    'channel source medium platform origin referrer utm terminal kanal point 渠道 来源 平台 流量 入口 终端 端',
  coupon:
    'coupon coupons voucher vouchers promo promocode giftcard gutschein 优惠券 优惠码 券 卡券 代金券 促销码 抵用券',
  status: 'status state stat stage statut estado 状态 情况',
  financial: 'financial 财务',
  reason: 'reason cause notes note comment comments remark remarks memo message feedback 原因 备注 留言 评论',
  type: 'type kind mode class types method gateway 类型 方式 种类 性质',
  group: 'group grp segment cohort cluster bucket 组 分组 人群 组别 群',
  event: 'event action activity behavior behaviour operation interaction metric 行为 事件 动作 操作 埋点',
  campaign:
    'campaign campaigns flow journey blast mailing newsletter broadcast task 活动 营销活动 营销 任务 群发 触达任务 推送任务',
  send: 'send sent sends sending mailed targeted contacted exposed 发送 触达 推送 下发 投放 群发 外呼',
  reached: 'delivered reached arrive arrived 送达 到达',
  open: 'open opened opens 打开 阅读 查看',
  click: 'click clicked clicks 点击',
  redeem: 'redeem redeemed redemption redemptions 核销 兑换 使用',
  variant: 'variant variation arm cell treatment ab abtest version 变体 实验组 版本 实验 策略 文案',
  control: 'control holdout 对照 对照组 空白组',
  face: 'face denomination 面值 面额',
  flag: 'is has flag whether accepts accept ind indicator enabled 是否',
  consent:
    'marketing optin opt subscribed subscription subscribe consent accepts reachable allowed permission contactable 订阅 接受 可触达 同意 授权 允许 可达',
  optout: 'unsubscribed unsubscribe optout out suppressed blocked dnd 退订 拒收 黑名单 免打扰',
  sms: 'sms 短信 简讯',
  push: 'push notification notifications 推送 推送通知 消息推送',
  call: 'call telemarketing 外呼 电话',
  uninstall: 'uninstall uninstalled 卸载',
  churn: 'churn churned churner exited attrition attrited lapsed 流失',
  trait:
    'gender sex age ages income marital education occupation job tier lv level grade tag tags tenure language kids homeowner demographic demographics married dependents citizen 性别 年龄 等级 标签 职业 学历 婚姻 成长值 权益 权益卡 星座 公众号',
  counterparty: 'counterparty payee beneficiary 对方 对方账号 对方账户 对方户名 交易对方',
  cashflow:
    'debit credit withdrawal deposit inflow outflow expense 收支 收入 支出 借方 贷方 借贷 收付款 收付款方式',
  currency: 'currency ccy usd eur gbp cny rmb 币种 货币',
  url: 'url link href path page screen image img uri useragent 链接 页面 网址 图片 路径',
  rate: 'rate ratio percent pct percentage 率 占比 百分比',
  duration: 'duration seconds minutes dwell length lag hours 时长',
  weight: 'weight kg volume 重量 体积',
  risk: 'risk score probability prob 风险 概率',
  exclusive: 'exclusive 不含税 未税 税前',
  neutral:
    'the a an by for and my all full base purchased utc gmt local actual final info data info record records web app pos online new raw micros ms unix epoch clock iso sys system unique sold 实际 其他 信息 数据 的 本 该 所属 对应 元 人民币',
} as const

/** One meaning; `person#id` and the like: an identifier of that thing. */
export type Concept = keyof typeof WORDS | 'numbered' | `${keyof typeof WORDS}#id`

/** Short forms that stand for two words. */
const EXPANSIONS: Readonly<Record<string, readonly string[]>> = {
  uid: ['user', 'id'],
  cid: ['customer', 'id'],
  oid: ['order', 'id'],
  tid: ['trade', 'id'],
  pid: ['product', 'id'],
  gid: ['goods', 'id'],
  aov: ['average', 'value'],
}

const byWord = new Map<string, Set<Concept>>()
for (const [concept, list] of Object.entries(WORDS))
  for (const word of list.split(' ')) {
    const known = byWord.get(word)
    if (known) known.add(concept as Concept)
    else byWord.set(word, new Set([concept as Concept]))
  }

/** The meanings of one word (lower case, simplified), or undefined when it is unknown. */
export function conceptsOf(word: string): ReadonlySet<Concept> | undefined {
  return byWord.get(word)
}

/** The words that a short form stands for. */
export function expand(word: string): readonly string[] {
  return EXPANSIONS[word] ?? [word]
}

/** Length of the longest known word. */
export const LONGEST_WORD = Math.max(...[...byWord.keys()].map((word) => word.length))

/** Whether a text names a meaning. */
export function isConcept(text: string): text is Concept {
  return text === 'numbered' || (text.endsWith('#id') ? text.slice(0, -3) : text) in WORDS
}
