/** Where a made-up cell stands. */
export interface Place {
  readonly row: number
  readonly order: number
  readonly line: number
  readonly customer: number
  readonly random: () => number
}

/** Own values of single columns; everything else is made from the column's name. */
export type Overrides = Readonly<Record<string, (place: Place) => string>>

export interface MadeUp {
  readonly nOrders?: number
  readonly linesPerOrder?: number
  readonly overrides?: Overrides
  /** columns that are filled on an order's first line only */
  readonly once?: (column: string) => boolean
}

/** A small linear congruential generator, so that tables are the same every time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** Rows as a shop would export them under these column names. */
export function madeUpRows(columns: readonly string[], made: MadeUp = {}): string[][] {
  const random = seeded(7)
  const rows: string[][] = []
  for (let order = 0; order < (made.nOrders ?? 60); order++) {
    const customer = Math.floor(random() * 25)
    const nLines = made.linesPerOrder === undefined ? 1 : 1 + Math.floor(random() * made.linesPerOrder)
    for (let line = 0; line < nLines; line++) {
      const place: Place = { row: rows.length, order, line, customer, random }
      rows.push(
        columns.map((column) => {
          if (line > 0 && made.once?.(column) === true) return ''
          return (made.overrides?.[column] ?? byName(column))(place)
        }),
      )
    }
  }
  return rows
}

const pad = (n: number): string => String(n).padStart(2, '0')

export function dayAndTime({ order, line }: Place): string {
  return `2024-${pad(1 + (order % 12))}-${pad(1 + ((order * 7) % 28))} ${pad(8 + (order % 12))}:${pad((order * 13 + line) % 60)}:${pad(order % 60)}`
}

export function money({ random }: Place): string {
  return (5 + random() * 300).toFixed(2)
}

const PRODUCTS = [
  '茉莉花茶 250g',
  '龙井 100g',
  'Enamel mug',
  'Linen towel',
  '陶瓷杯',
  'Oak tray',
  'Tea sampler',
]

function byName(column: string): (place: Place) => string {
  const name = column.trim().toLowerCase()
  if (name === '') return () => ''
  if (/时间|日期|\bdate\b|_date$|^date|\bat$|_at$|timestamp|day$|\btime$/.test(name)) return dayAndTime
  if (/^是否|accepts|requires|taxable|optin/.test(name)) return ({ row }) => (row % 3 === 0 ? 'yes' : 'no')
  if (/e-?mail|邮箱/.test(name)) return ({ customer }) => `user${customer}@example.com`
  if (/手机|电话|phone|mobile/.test(name)) return ({ customer }) => `1380000${1000 + customer}`
  if (/数量|件数|quantity|qty/.test(name)) return ({ random }) => String(1 + Math.floor(random() * 4))
  if (/状态|status|state/.test(name)) return () => ''
  if (
    /金额|总价|货款|邮费|运费|优惠|折扣|抵扣|价格|单价|费|total|price|amount|tax|shipping|discount|revenue|gross|net|fee|cost|sales|profit|实付|款$/.test(
      name,
    )
  )
    return money
  if (/(会员|买家|客户|用户|customer|buyer|member|user)/.test(name))
    return ({ customer }) => `u${10_000 + customer * 17}`
  if (/子订单|line.?id|item.?id/.test(name)) return ({ row }) => String(880_000_000_000 + row * 31)
  if (/订单|order|单号|invoice|交易/.test(name)) return ({ order }) => String(260_000_000_000 + order * 97)
  if (/sku|商品id|product.?id|货号|编码/.test(name)) return ({ row }) => `SKU${100 + (row % 7)}`
  if (/商品|标题|product|item|title|宝贝/.test(name))
    return ({ row }) => PRODUCTS[row % PRODUCTS.length] ?? ''
  if (/姓名|收件人|收货人|name/.test(name))
    return ({ customer }) => ['王芳', '李强', 'Anna Schmidt', '张伟'][customer % 4] ?? ''
  return ({ row }) => (row % 2 === 0 ? '' : 'x')
}
