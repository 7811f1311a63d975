import type { RejectCode, RowBatch } from '../contract/batch.ts'
import { BEHAVIOUR_NAMES, type Mapping } from '../contract/mapping.ts'
import { plainBatch, sampleFile, type SampleFile, type SampleLanguage } from './files.ts'
import { CUSTOMER_DIGITS, customerKey } from './keys.ts'
import { csvLine, type BadLine } from './lines.ts'
import { CATEGORY_LABELS, SALES_CHANNELS } from './people.ts'
import { clock } from './purchaseFile.ts'
import { mix32 } from './random.ts'
import { rowsByTime } from './rowOrder.ts'
import { BEHAVIOURS_FROM, N_DAYS, SAMPLE_FIRST_DAY } from './season.ts'
import { encodeAll, TextWriter } from './texts.ts'
import type { World } from './world.ts'

const HEADERS = {
  'zh-CN': ['会员号', '时间', '行为', '商品名称', '品类', '终端'],
  en: ['Customer ID', 'Time', 'Event', 'Product', 'Category', 'Device'],
} as const

function mappingOf(language: SampleLanguage): Mapping {
  const [customer, time, event, product, category, channel] = HEADERS[language]
  return {
    kind: 'behaviours',
    columns: { customer, time, event, product, category, channel },
    dateOrder: 'ymd',
  }
}

/** Logins, visits, views, carts of the last 13 months, in order of time. */
export function behaviourFile(
  world: World,
  fileName: string,
  language: SampleLanguage,
  numbers: Uint32Array,
): SampleFile {
  const order = rowsByTime(world.behaviours, BEHAVIOURS_FROM, N_DAYS - 1)
  const zh = language === 'zh-CN'
  const events = encodeAll(BEHAVIOUR_NAMES)
  const products = encodeAll(
    world.catalogue.products.map((one) => (one === null ? '' : zh ? one.nameZh : one.nameEn)),
  )
  const categories = encodeAll(CATEGORY_LABELS.map((one) => (zh ? one.zh : one.en)))
  const channels = encodeAll(SALES_CHANNELS.map((one) => (zh ? one.zh : one.en)))
  const [prefix, nothing] = encodeAll(['U', ''])
  const fill = (first: number, end: number, line: Uint32Array): RowBatch => {
    const { columns } = world.behaviours
    const n = end - first
    const timeSeconds = new Float64Array(n)
    const customer = new TextWriter(n, 8)
    const event = new TextWriter(n, 7)
    const product = new TextWriter(n, 20)
    const category = new TextWriter(n, 6)
    const channel = new TextWriter(n, 9)
    for (let i = 0; i < n; i++) {
      const row = order[first + i]!
      const bought = columns.product[row]!
      timeSeconds[i] = SAMPLE_FIRST_DAY * 86_400 + columns.second[row]!
      customer.pushKey(prefix!, numbers[columns.customer[row]!]!, CUSTOMER_DIGITS)
      event.push(events[columns.event[row]!]!)
      product.push(products[bought]!)
      category.push(bought === 0 ? nothing! : categories[world.catalogue.category[bought]!]!)
      channel.push(channels[columns.channel[row]!]!)
    }
    const texts = {
      customer: customer.finish(),
      event: event.finish(),
      product: product.finish(),
      category: category.finish(),
      channel: channel.finish(),
    }
    return plainBatch('behaviours', line, { timeSeconds }, texts)
  }
  const mapping = mappingOf(language)
  const bad = badLines(world, order, language)
  return sampleFile({ fileName, kind: 'behaviours', mapping, treatments: {} }, order.length, bad, fill)
}

/** Visitors who were not logged in, and one line on which the log was rotated. */
function badLines(world: World, order: Uint32Array, language: SampleLanguage): BadLine[] {
  const { columns } = world.behaviours
  const lines: BadLine[] = []
  const add = (place: number, code: RejectCode, column: number, cell: string): void => {
    const row = order[place]!
    const channel = SALES_CHANNELS[columns.channel[row]!]!
    const cells = [
      customerKey(7),
      clock(columns.second[row]!),
      BEHAVIOUR_NAMES[columns.event[row]!]!,
      '',
      '',
      language === 'zh-CN' ? channel.zh : channel.en,
    ]
    cells[column] = cell
    const reject = {
      code,
      column: HEADERS[language][column]!,
      sample: cell,
      raw: csvLine(cells),
      amountMinor: 0,
    }
    lines.push({ before: place, reject })
  }
  const nGuests = Math.min(60, Math.floor(order.length / 4000))
  for (let i = 0; i < nGuests; i++)
    add(mix32(mix32(world.seed + 1) ^ i) % order.length, 'no-customer', 0, i % 5 === 0 ? 'null' : '')
  if (order.length > 100) add(Math.floor(order.length / 3), 'bad-time', 1, '1970-01-01')
  return lines
}
