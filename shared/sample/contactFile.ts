import type { RowBatch } from '../contract/batch.ts'
import type { Mapping } from '../contract/mapping.ts'
import { CAMPAIGNS } from './campaigns.ts'
import { plainBatch, sampleFile, type SampleFile, type SampleLanguage } from './files.ts'
import { CUSTOMER_DIGITS, customerKey } from './keys.ts'
import type { BadLine } from './lines.ts'
import { UNKNOWN } from './logs.ts'
import { clock } from './purchaseFile.ts'
import { rowsByTime } from './rowOrder.ts'
import { N_DAYS, SAMPLE_FIRST_DAY } from './season.ts'
import { encodeAll, TextWriter } from './texts.ts'
import type { World } from './world.ts'

const HEADERS = {
  'zh-CN': [
    '活动',
    '会员号',
    '发送时间',
    '渠道',
    '组别',
    '对照组',
    '成本',
    '券面额',
    '送达',
    '打开',
    '点击',
    '核销',
  ],
  en: [
    'Campaign',
    'Customer ID',
    'Sent at',
    'Channel',
    'Variant',
    'Control',
    'Cost',
    'Coupon face',
    'Delivered',
    'Opened',
    'Clicked',
    'Redeemed',
  ],
} as const

function mappingOf(language: SampleLanguage): Mapping {
  const [campaign, customer, time, channel, variant, control, cost, couponFace, ...answers] =
    HEADERS[language]
  const [delivered, opened, clicked, redeemed] = answers
  const columns = { campaign, customer, time, channel, variant, control, cost, couponFace }
  return {
    kind: 'contacts',
    columns: { ...columns, delivered, opened, clicked, redeemed },
    dateOrder: 'ymd',
    currency: 'CNY',
  }
}

/** Every contact of every campaign, and the control groups. */
export function contactFile(
  world: World,
  fileName: string,
  language: SampleLanguage,
  numbers: Uint32Array,
): SampleFile {
  const order = rowsByTime(world.contacts, 0, N_DAYS - 1)
  const names = encodeAll(CAMPAIGNS.map((one) => (language === 'zh-CN' ? one.nameZh : one.nameEn)))
  const channels = CAMPAIGNS.map((one) => encodeAll(one.variants.map((arm) => arm.channel)))
  const variants = CAMPAIGNS.map((one) => encodeAll(one.variants.map((arm) => arm.key)))
  const [prefix, nothing, control] = encodeAll(['U', '', 'control'])
  const fill = (first: number, end: number, line: Uint32Array): RowBatch => {
    const { columns } = world.contacts
    const n = end - first
    const numbersOf = (of: (row: number) => number): Float64Array => {
      const values = new Float64Array(n)
      for (let i = 0; i < n; i++) values[i] = of(order[first + i]!)
      return values
    }
    const answer = (column: Uint8Array): Float64Array =>
      numbersOf((row) => (column[row] === UNKNOWN ? Number.NaN : column[row]!))
    const customer = new TextWriter(n, 8)
    const campaign = new TextWriter(n, 28)
    const channel = new TextWriter(n, 6)
    const variant = new TextWriter(n, 8)
    for (let i = 0; i < n; i++) {
      const row = order[first + i]!
      const one = columns.campaign[row]!
      const held = columns.control[row] === 1
      customer.pushKey(prefix!, numbers[columns.customer[row]!]!, CUSTOMER_DIGITS)
      campaign.push(names[one]!)
      channel.push(held ? nothing! : channels[one]![columns.variant[row]!]!)
      variant.push(held ? control! : variants[one]![columns.variant[row]!]!)
    }
    const values = {
      timeSeconds: numbersOf((row) => SAMPLE_FIRST_DAY * 86_400 + columns.second[row]!),
      control: numbersOf((row) => columns.control[row]!),
      costMinor: numbersOf((row) => columns.costMinor[row]!),
      couponFaceMinor: numbersOf((row) => columns.couponFaceMinor[row]!),
      delivered: answer(columns.delivered),
      opened: answer(columns.opened),
      clicked: answer(columns.clicked),
      redeemed: answer(columns.redeemed),
    }
    const texts = {
      customer: customer.finish(),
      campaign: campaign.finish(),
      channel: channel.finish(),
      variant: variant.finish(),
    }
    return plainBatch('contacts', line, values, texts)
  }
  const mapping = mappingOf(language)
  const bad = badLines(world, order, language)
  return sampleFile({ fileName, kind: 'contacts', mapping, treatments: {} }, order.length, bad, fill)
}

/** Test messages that somebody sent by hand, outside any campaign. */
function badLines(world: World, order: Uint32Array, language: SampleLanguage): BadLine[] {
  if (order.length < 200) return []
  return [0.2, 0.55, 0.8].map((share) => {
    const place = Math.floor(order.length * share)
    const raw = ['', customerKey(3), clock(world.contacts.columns.second[order[place]!]!), 'sms', 'test']
    const reject = {
      code: 'no-campaign' as const,
      column: HEADERS[language][0],
      sample: '',
      raw: [...raw, '0', '0.05', '', '1', '', '', ''].join(','),
      amountMinor: 0,
    }
    return { before: place, reject }
  })
}
