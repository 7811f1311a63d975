import SqliteDatabase from 'better-sqlite3'

/** A month as plain SQL over the rows of a project counts it. */
export interface RecountedMonth {
  /** yyyy-MM */
  readonly month: string
  readonly windowBuyers: number
  readonly core: number
  readonly coreActive: number
  readonly buyers: number
  readonly repeatBuyers: number
  readonly returned: number
  readonly coreKeys: ReadonlySet<string>
}

const POSITIVE = `
  SELECT c.key AS customer, strftime('%Y-%m', p.time_seconds, 'unixepoch') AS month,
         date(p.time_seconds, 'unixepoch') AS day, p.amount_minor AS amount,
         coalesce(p.order_key, 'day ' || date(p.time_seconds, 'unixepoch')) AS order_key
  FROM purchases p JOIN customers c ON c.id = p.customer_id
  WHERE p.amount_minor > 0`

/**
 * The North Star of every month by SQL alone, from the rows as they were imported: buyers of the six calendar months before with
 * orders and spend at or above their means, and who of them bought. An order stands in the month of its first line.
 */
export function recount(path: string, months: readonly string[]): RecountedMonth[] {
  const database = new SqliteDatabase(path, { readonly: true })
  try {
    database.exec(`CREATE TEMP TABLE lines AS ${POSITIVE};
      CREATE TEMP TABLE orders AS
        SELECT customer, order_key, min(month) AS month FROM lines GROUP BY customer, order_key;
      CREATE INDEX temp.by_month ON lines(month);
      CREATE INDEX temp.orders_by_month ON orders(month);`)
    const core = database.prepare<[{ from: string; to: string }], { customer: string }>(`
      WITH buyers AS (
        SELECT l.customer, sum(l.amount) AS spend,
          (SELECT count(*) FROM orders o
           WHERE o.customer = l.customer AND o.month >= @from AND o.month < @to) AS orders
        FROM lines l WHERE l.month >= @from AND l.month < @to GROUP BY l.customer)
      SELECT customer FROM buyers
      WHERE orders >= (SELECT avg(orders) FROM buyers) AND spend >= (SELECT avg(spend) FROM buyers)`)
    const windowBuyers = database
      .prepare<[{ from: string; to: string }], number>(
        'SELECT count(DISTINCT customer) FROM lines WHERE month >= @from AND month < @to',
      )
      .pluck()
    const buyersOf = database.prepare<[string], { customer: string; orders: number }>(`
      SELECT l.customer, (SELECT count(*) FROM orders o WHERE o.customer = l.customer AND o.month = l.month) AS orders
      FROM lines l WHERE l.month = ? GROUP BY l.customer`)
    let before = new Set<string>()
    return months.map((month) => {
      const window = { from: shifted(month, -6), to: month }
      const coreKeys = new Set(core.all(window).map(({ customer }) => customer))
      const now = buyersOf.all(month)
      const buyers = new Set(now.map(({ customer }) => customer))
      const counted = {
        month,
        windowBuyers: windowBuyers.get(window) ?? 0,
        core: coreKeys.size,
        coreActive: [...coreKeys].filter((key) => buyers.has(key)).length,
        buyers: buyers.size,
        repeatBuyers: now.filter(({ orders }) => orders >= 2).length,
        returned: [...before].filter((key) => buyers.has(key)).length,
        coreKeys,
      }
      before = buyers
      return counted
    })
  } finally {
    database.close()
  }
}

function shifted(month: string, by: number): string {
  const [year = 0, m = 1] = month.split('-').map(Number)
  const at = 12 * year + m - 1 + by
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}
