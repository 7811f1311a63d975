/**
 * How well a column name fits a field, by the meanings of its words. A rule is `score meanings`; every meaning must be
 * there (`a|b`: one of them). The best rule counts; meanings in `never` exclude the name.
 */
export interface FieldRules {
  readonly rules: readonly string[]
  readonly never: string
  /** meanings that do not weaken the match although no rule asks for them */
  readonly besides?: string
}

const ANYTHING_BUT_A_KEY =
  'time money price quantity count status refund coupon discount tax fee freight points balance kinds spec trait type group rate duration address ip url seller cost cumulative consent optout flag expect reason brand churn uninstall kinds category channel redeem currency'

const customer: FieldRules = {
  rules: [
    '.98 person#id',
    '.97 openid',
    '.95 person handle',
    '.93 handle',
    '.93 person card',
    '.92 person hash',
    '.91 person account#id',
    '.9 person openid',
    '.88 person email',
    '.86 contactPerson#id',
    '.86 email',
    '.85 person account',
    '.85 create account',
    '.85 person !name !alias !contactPerson',
    '.84 billing email',
    '.8 person phone',
    '.78 points card',
    '.75 account#id',
    '.74 billing phone',
    '.73 phone !receiver',
    '.68 account',
    '.6 card#id',
    '.58 device#id',
    '.58 device',
    '.6 card',
    '.5 receiver phone',
    '.44 person alias',
    '.45 person name',
    '.4 billing name',
    '.35 receiver name',
    '.35 alias',
    '.3 receiver',
    '.3 name',
    '.3 contactPerson',
  ],
  never: `${ANYTHING_BUT_A_KEY} counterparty cashflow order docno txn product item shipping tax session register sub event organisation campaign risk birth period send open click reached variant control face weight total title`,
  besides: 'hash id contactPerson points',
}

const order: FieldRules = {
  rules: [
    '.98 order#id !pay !seller !outer',
    '.97 main docno !pay !seller !outer',
    '.93 billing#id',
    '.94 txn#id',
    '.9 txn',
    '.9 receipt#id',
    '.88 order !name !billing',
    '.8 receipt',
    '.6 outer order#id',
    '.55 seller order#id',
    '.4 pay#id',
    '.4 pay docno',
    '.3 name',
  ],
  never:
    'sub item line time money price quantity count status refund aftersale coupon discount tax fee freight points shipping receiver address type total flag reason phone email person expect product category channel register send campaign url subtotal first last cumulative group face currency net',
  besides: 'order main docno id hash pay txn',
}

const time: FieldRules = {
  rules: [
    '.98 pay|paid time !update',
    '.97 deal time',
    '.96 order|txn|docno time !complete !update !start',
    '.95 create time',
    '.93 order create',
    '.92 create',
    '.92 time !complete !update !start',
    '.85 paid',
    '.78 complete time',
    '.74 start time',
    '.5 update time',
    '.45 period',
  ],
  never:
    'cancel shipping receiver expect expire birth register last first refund aftersale coupon points duration zone end uninstall money quantity count status type flag price id reason name seller campaign send open click reached redeem churn rate optout consent cumulative trait',
  besides: 'order create time txn docno pay deal event start complete',
}

const amount: FieldRules = {
  rules: [
    '.98 paid money|price',
    '.97 paid',
    '.97 pay money|price',
    '.965 net money|total|price',
    '.96 received money|price',
    '.95 order|txn total',
    '.95 order|txn money',
    '.95 line|item|product total',
    '.94 total money|price',
    '.93 money',
    '.92 received',
    '.9 order net',
    '.88 net',
    '.88 payable',
    '.86 total',
    '.8 product|line|item money',
    '.74 subtotal',
    '.7 pay',
    '.55 price',
  ],
  never:
    'cancel unit tax fee freight shipping discount refund aftersale cost balance points coupon rate count quantity time status type stock face flag compare expect id name address spec reason channel category period event kinds campaign group cashflow phone duration weight risk docno pay#id order#id product#id',
  besides:
    'seller order txn person product line item paid pay total money net received payable currency main price',
}

const cumulativeAmount = '.9 cumulative money|price|total'

const quantity: FieldRules = {
  rules: ['.97 item|product|line|order quantity', '.97 quantity', '.85 item|product count', '.75 count'],
  never:
    'stock price money refund time kinds status type id flag discount points rate name unit cumulative open click send person event session last shipping fee tax coupon',
  besides: 'item product line order total of count',
}

const unitPrice: FieldRules = {
  rules: [
    '.97 unit price|money',
    '.95 item|product|line price',
    '.93 deal|order price',
    '.9 paid|pay unit',
    '.87 price',
  ],
  never:
    'total compare cost tax discount refund time quantity freight shipping fee subtotal type rate status payable received net',
  besides: 'unit item product line price money deal order',
}

const product: FieldRules = {
  rules: [
    '.97 product#id',
    '.96 stock#id',
    '.95 product !spec !describe',
    '.93 item#id',
    '.9 product|item name|title',
    '.75 title',
    '.85 item',
    '.6 product|item describe',
    '.5 describe',
    '.45 spec',
  ],
  never:
    'quantity price money total count category brand discount time status seller url weight tax refund type flag fee coupon order docno expect kinds rate points compare cost subtotal shipping address group reason person start end',
  besides: 'line id name title item product stock',
}

const category: FieldRules = {
  rules: ['.95 category', '.95 product|item category', '.8 product|item type'],
  never: 'person pay money time status shipping seller flag count order price channel event rate tax',
  besides: 'title id name product item category type',
}

const channel: FieldRules = {
  rules: ['.95 channel !type', '.8 channel type', '.93 order|txn|event|send channel', '.7 order points'],
  never:
    'discount pay shipping time cost fee status reason price count flag tax person register category rate coupon url birth balance',
  besides: 'title id name order channel type points event send txn money',
}

const coupon: FieldRules = {
  rules: [
    '.96 coupon#id',
    '.94 discount#id',
    '.92 coupon',
    '.9 coupon money|discount',
    '.6 discount name|title',
  ],
  never: 'refund time face status count product expire type',
  besides: 'id name money order discount coupon price',
}

const refund: FieldRules = {
  rules: ['.97 refund money|price|total', '.8 refund', '.8 aftersale money'],
  never: 'status time reason id count type flag quantity name rate cumulative tax',
  besides: 'order money total product paid item',
}

const refundTime: FieldRules = {
  rules: ['.95 refund time', '.9 aftersale time'],
  never: 'money status reason id type expect',
  besides: 'create complete order',
}

const status: FieldRules = {
  rules: [
    '.97 order|txn status',
    '.7 cancel flag',
    '.96 financial|pay status',
    '.93 status',
    '.85 refund|aftersale status',
    '.8 aftersale',
    '.6 deal status',
  ],
  never:
    'time reason money shipping billing receiver count id item line seller flag person trait address event consent',
  besides: 'order name txn deal',
}

const lineId: FieldRules = {
  rules: ['.95 sub order#id', '.95 sub docno', '.94 line#id', '.93 order item#id', '.7 order line'],
  never: 'time money price quantity status type product name refund discount coupon seller shipping fee tax',
  besides: 'order id item line sub docno txn',
}

const event: FieldRules = {
  rules: ['.97 event type|name|title', '.97 event', '.62 type'],
  never:
    'time money count quantity url duration person order product send campaign event#id price reason pay category address tax shipping seller',
  besides: 'name type id',
}

const campaign: FieldRules = {
  rules: ['.97 campaign#id', '.96 campaign name|title', '.95 campaign', '.6 send name|title'],
  never: 'time type money cost count rate status start end reason url discount person variant control group',
  besides: 'id name title campaign send channel',
}

const contactTime: FieldRules = {
  rules: [
    '.97 send time',
    '.93 time !redeem !open !click',
    '.92 campaign time !redeem !open !click',
    '.9 create time',
    '.86 reached time',
    '.65 redeem time',
    '.45 open|click time',
    '.6 send',
  ],
  never:
    'expire expect birth register refund order duration zone end start count money status type flag rate optout uninstall last person',
  besides: 'time campaign event',
}

const flagOf = (concept: string, extraNever = ''): FieldRules => ({
  rules: [`.95 ${concept}`],
  never: `rate time reason money cost id url ${extraNever}`.trim(),
  besides: 'flag count status send email campaign total unit',
})

/** Rules of every field, by kind of file where they differ. */
export const FIELD_RULES = {
  purchases: {
    customer,
    order,
    time,
    amount,
    quantity,
    unitPrice,
    product,
    category,
    channel,
    coupon,
    refund,
    refundTime,
    status,
    lineId,
  },
  behaviours: { customer, time, event, product, category, channel },
  customers: {
    customer,
    registered: {
      rules: ['.97 register time', '.95 register', '.8 create time', '.75 create', '.74 first time'],
      never: 'last expire birth id type channel count order money seller flag status name address period',
      besides: 'person time first create',
    },
    pushReachable: {
      rules: ['.95 push consent|flag', '.7 push'],
      never: 'optout time count rate id',
      besides: 'consent flag',
    },
    emailReachable: {
      rules: ['.95 email consent|flag', '.9 consent'],
      never: 'optout time count rate id sms push call phone',
      besides: 'consent flag status',
    },
    smsReachable: {
      rules: ['.95 sms consent|flag', '.7 sms'],
      never: 'optout time count rate id',
      besides: 'consent flag status',
    },
    callReachable: {
      rules: ['.95 call|phone consent|flag'],
      never: 'optout time count rate id order sms',
      besides: 'consent flag status phone call',
    },
    uninstalled: {
      rules: ['.95 uninstall', '.96 uninstall time'],
      never: 'rate count',
      besides: 'time flag',
    },
    points: {
      rules: ['.95 points', '.95 points balance'],
      never: 'expire time rate id type channel order redeem card',
      besides: 'person balance money total count quantity',
    },
    pointsExpiry: {
      rules: ['.95 points expire', '.9 points expect time'],
      never: 'id count',
      besides: 'time money',
    },
    churned: {
      rules: ['.96 churn'],
      never: 'reason risk rate time type category',
      besides: 'flag person status',
    },
  },
  contacts: {
    customer,
    campaign,
    time: contactTime,
    channel,
    variant: {
      rules: ['.95 variant', '.94 variant group', '.9 variant name', '.7 group'],
      never: 'person time money control count product item',
      besides: 'id name campaign group type',
    },
    control: { rules: ['.96 control', '.96 control group'], never: 'time count', besides: 'flag group' },
    cost: {
      rules: ['.95 cost', '.94 send cost|fee|money', '.7 fee'],
      never: 'time product rate face coupon refund',
      besides: 'send unit money campaign total',
    },
    couponFace: {
      rules: ['.96 face', '.9 coupon money|price|discount'],
      never: 'time id count',
      besides: 'coupon money',
    },
    delivered: flagOf('reached'),
    opened: flagOf('open', 'last'),
    clicked: flagOf('click', 'last'),
    redeemed: flagOf('redeem'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldRules>>>>

/** An amount over a customer's whole history: an attribute, never a purchase. */
export const AGGREGATE_RULES: FieldRules = {
  rules: [cumulativeAmount, '.9 total money', '.9 count', '.9 last time', '.9 first time'],
  never: '',
}
