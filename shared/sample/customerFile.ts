import type { RowBatch } from '../contract/batch.ts'
import { isoFromDay } from '../contract/calendar.ts'
import type { Mapping } from '../contract/mapping.ts'
import { plainBatch, sampleFile, type SampleFile, type SampleLanguage } from './files.ts'
import { CUSTOMER_DIGITS } from './keys.ts'
import type { BadLine } from './lines.ts'
import { AGE_BANDS, CITIES, GENDERS, LEVELS, SOURCES } from './people.ts'
import { cumulate } from './random.ts'
import { N_DAYS, SAMPLE_FIRST_DAY, SAMPLE_LAST_DAY } from './season.ts'
import { encodeAll, TextWriter } from './texts.ts'
import type { World } from './world.ts'

const HEADERS = {
  'zh-CN': {
    customer: '会员号',
    registered: '注册日期',
    pushReachable: '可推送',
    emailReachable: '可发邮件',
    smsReachable: '可发短信',
    callReachable: '可外呼',
    uninstalled: '卸载日期',
    points: '积分',
    pointsExpiry: '积分到期日',
  },
  en: {
    customer: 'Customer ID',
    registered: 'Registered',
    pushReachable: 'Push reachable',
    emailReachable: 'E-mail reachable',
    smsReachable: 'SMS reachable',
    callReachable: 'Call reachable',
    uninstalled: 'Uninstalled',
    points: 'Points',
    pointsExpiry: 'Points expire',
  },
} as const
const ATTRIBUTES = {
  'zh-CN': ['性别', '年龄段', '城市', '会员等级', '来源渠道'],
  en: ['Gender', 'Age band', 'City', 'Level', 'Source'],
} as const
const LEVEL_FROM_MINOR = [0, 40_000, 120_000, 400_000] as const
const ages = cumulate([9, 34, 31, 17, 9])
const REACH_COLUMNS = ['pushReachable', 'emailReachable', 'smsReachable', 'callReachable'] as const

/** One row a member: when he came, how he can be reached, points, and what the shop happens to know of him. */
export function customerFile(
  world: World,
  fileName: string,
  language: SampleLanguage,
  numbers: Uint32Array,
): SampleFile {
  const attributes = ATTRIBUTES[language]
  const mapping: Mapping = {
    kind: 'customers',
    columns: { ...HEADERS[language] },
    attributes: [...attributes],
    dateOrder: 'ymd',
  }
  const fill = (first: number, end: number, line: Uint32Array): RowBatch => {
    const n = end - first
    const texts: Record<string, TextWriter> = {}
    for (const name of [...Object.keys(HEADERS[language]), ...attributes]) texts[name] = new TextWriter(n, 8)
    for (let c = first; c < end; c++) writeMember(world, c, numbers[c]!, texts, attributes, language)
    const finished = Object.fromEntries(
      Object.entries(texts).map(([name, writer]) => [name, writer.finish()]),
    )
    return plainBatch('customers', line, {}, finished)
  }
  const about = { fileName, kind: 'customers', mapping, treatments: {} } as const
  return sampleFile(about, world.people.size, badLines(world.people.size, language), fill)
}

const [customerPrefix, one, zero, nothing] = encodeAll(['U', '1', '0', ''])

function writeMember(
  world: World,
  c: number,
  number: number,
  texts: Readonly<Record<string, TextWriter>>,
  attributes: readonly string[],
  language: SampleLanguage,
): void {
  const { people, dice } = world
  const { traits, state } = people
  const day = (t: number): string => isoFromDay(t + SAMPLE_FIRST_DAY)
  dice.start(people.scratch, world.seed ^ 0x3c6ef372, c)
  texts['customer']!.pushKey(customerPrefix!, number, CUSTOMER_DIGITS)
  texts['registered']!.pushText(day(traits.registered[c]!))
  const gone = state.uninstalled[c]! < N_DAYS
  REACH_COLUMNS.forEach((name, channel) => {
    const bit = 1 << channel
    const can = (traits.reach[c]! & bit) !== 0 && (state.optedOut[c]! & bit) === 0 && !(channel === 0 && gone)
    texts[name]!.push(channel === 3 && !can && dice.chance(0.3) ? nothing! : can ? one! : zero!)
  })
  texts['uninstalled']!.pushText(gone ? day(state.uninstalled[c]!) : '')
  const points = Math.floor((state.totalSpend[c]! / 100) * (0.15 + 0.5 * dice.uniform()))
  texts['points']!.pushText(points > 0 ? String(points) : '0')
  const expiry = SAMPLE_LAST_DAY + (dice.chance(0.55) ? 49 : 140)
  texts['pointsExpiry']!.pushText(points > 0 ? isoFromDay(expiry) : '')

  const said = (labels: readonly { zh: string; en: string }[], index: number): string => {
    const label = labels[index]!
    return language === 'zh-CN' ? label.zh : label.en
  }
  const gender = dice.chance(0.18) ? '' : said(GENDERS, dice.chance(0.58) ? 0 : 1)
  const age = dice.chance(0.34) ? '' : AGE_BANDS[dice.pick(ages, ages.at(-1)!)]!
  const city = dice.chance(0.05) ? '' : said(CITIES, traits.city[c]!)
  const spend = state.recentSpend[c]! * 2 ** (-(N_DAYS - 1 - Math.max(0, state.lastOrder[c]!)) / 180)
  const level = LEVEL_FROM_MINOR.findLastIndex((from) => spend >= from)
  const values = [gender, age, city, said(LEVELS, level), said(SOURCES, traits.source[c]!)]
  values.forEach((value, i) => texts[attributes[i]!]!.pushText(value))
}

/** Two accounts of the staff without a number, and an empty line at the end. */
function badLines(nMembers: number, language: SampleLanguage): BadLine[] {
  if (nMembers < 50) return []
  const raw =
    language === 'zh-CN'
      ? ',2023-09-01,1,1,1,1,,0,,女,25-34,杭州,普通会员,线下门店'
      : ',2023-09-01,1,1,1,1,,0,,Female,25-34,Hangzhou,Member,Tea house'
  const reject = {
    code: 'no-customer' as const,
    column: HEADERS[language].customer,
    sample: '',
    raw,
    amountMinor: 0,
  }
  return [
    { before: 12, reject },
    { before: 31, reject },
    { before: nMembers, reject: null },
  ]
}
