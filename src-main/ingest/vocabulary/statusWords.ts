import { simplify } from './simplify.ts'

/** What a status says about the order that it stands on. */
export type StatusMeaning = 'ordered' | 'cancelled' | 'unpaid' | 'refunded' | 'refundedInPart'

const NOTHING_HAPPENED =
  /无|未(申请|发起|退|取消|售后)|不(支持|可|允许)|拒绝|退款(关闭|取消|失败|中|待|申请|处理)|售后(关闭|取消|失败|中|待|申请|处理)|(取消|撤销|关闭)(退款|售后)|申请(退款|取消|中)|取消中|待退|\b(not|no|never|without)\b|request|refuse|reject(ed)? (refund|return)|in progress|processing|^none$/
const IN_PART = /部分|partial|partly/
const REFUNDED =
  /退款(成功|完成|完毕)|已退|全额退|全部退|退货|退款|refund|returned|chargeback|charged ?back|reversed/
const UNPAID =
  /等待买家付款|等待付款|待付款|未付|待支付|未支付|待付|unpaid|(pending|awaiting|waiting for|wait(ing)? (buyer )?pay|pending_)[ _-]*pay|payment[ _-]*(pending|failed|expired|error|declined)|not[ _-]?paid|on[ _-]hold|wait_buyer_pay/
const CANCELLED =
  /取消|关闭|作废|撤销|失败|废弃|无效|cancel|void|closed|^close$|failed|declined|expired|abandon|draft|invalid|trade_closed|denied/
const ORDERED =
  /成功|完成|已付|已支付|已发货|待发货|已签收|待收货|已收货|等待卖家|卖家已|备货|出库|评价|paid|complete|success|shipp|deliver|fulfil|processing|done|authori[sz]ed|captured|settled|closed_success|trade_finished|pending|open|active|confirmed|approved/

/** Meaning of a status value, or null when no word of it is known. */
export function statusMeaning(value: string): StatusMeaning | null {
  const text = simplify(value.normalize('NFKC')).trim().toLowerCase()
  if (text === '') return null
  if (UNPAID.test(text)) return 'unpaid'
  if (NOTHING_HAPPENED.test(text)) return 'ordered'
  if (REFUNDED.test(text)) return IN_PART.test(text) ? 'refundedInPart' : 'refunded'
  if (CANCELLED.test(text)) return IN_PART.test(text) ? 'ordered' : 'cancelled'
  return ORDERED.test(text) ? 'ordered' : null
}
