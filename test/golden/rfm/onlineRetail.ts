import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'

/** One line of the Online Retail list that names a customer. */
export interface RetailLine {
  readonly invoice: string
  readonly quantity: number
  readonly isoTime: string
  readonly unitPrice: number
  readonly customer: string
}

/** Lines with a customer, read with a parser of its own: it shares nothing with the import. */
export function retailLines(path: string): RetailLine[] {
  const text = gunzipSync(readFileSync(path)).toString('latin1')
  const lines: RetailLine[] = []
  const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y
  let row: string[] = []
  let isHeader = true
  while (field.lastIndex < text.length) {
    const match = field.exec(text)
    if (match === null) break
    const [, value = '', end] = match
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end === ',') continue
    const [invoice = '', , , quantity, isoTime = '', unitPrice, customer = ''] = row
    if (!isHeader && customer !== '') {
      lines.push({ invoice, quantity: Number(quantity), isoTime, unitPrice: Number(unitPrice), customer })
    }
    isHeader = false
    row = []
  }
  return lines
}

/** R, F and M of one customer as plain SQL sees them. */
export interface SqlCustomer {
  readonly customer: string
  readonly recencyDays: number
  readonly frequency: number
  readonly monetary: number
  readonly type: string
}

const SQL = `
WITH seen AS (SELECT * FROM line WHERE substr(time, 1, 10) <= :asOf),
raw AS (
  SELECT customer,
    julianday(:asOf) - julianday(max(CASE WHEN quantity * price > 0 THEN substr(time, 1, 10) END)) AS r,
    count(DISTINCT CASE WHEN quantity * price > 0 THEN invoice END) AS f,
    sum(quantity * price) AS m
  FROM seen GROUP BY customer HAVING f > 0
),
mean AS (SELECT avg(r) AS r, avg(f) AS f, avg(m) AS m FROM raw)
SELECT raw.customer, raw.r AS recencyDays, raw.f AS frequency, raw.m AS monetary,
  CASE WHEN raw.m >= mean.m THEN '重要' ELSE '一般' END || CASE
    WHEN raw.r <= mean.r AND raw.f >= mean.f THEN '价值'
    WHEN raw.r <= mean.r THEN '发展'
    WHEN raw.f >= mean.f THEN '保持'
    ELSE '挽留' END AS type
FROM raw, mean`

/** The eight types by SQL alone, at the end of a day `yyyy-MM-dd`, with the money of all customers seen. */
export function sqlEightTypes(
  lines: readonly RetailLine[],
  asOf: string,
): { customers: SqlCustomer[]; nKnown: number; revenue: number } {
  const db = new DatabaseSync(':memory:')
  db.exec('CREATE TABLE line (invoice TEXT, quantity INT, time TEXT, price REAL, customer TEXT); BEGIN')
  const insert = db.prepare('INSERT INTO line VALUES (?, ?, ?, ?, ?)')
  for (const line of lines) {
    insert.run(line.invoice, line.quantity, line.isoTime, line.unitPrice, line.customer)
  }
  db.exec('COMMIT')
  const customers = db.prepare(SQL).all({ asOf }) as unknown as SqlCustomer[]
  const known = db
    .prepare(
      'SELECT count(DISTINCT customer) AS n, sum(quantity * price) AS revenue FROM line WHERE substr(time, 1, 10) <= ?',
    )
    .get(asOf) as { n: number; revenue: number }
  db.close()
  return { customers, nKnown: known.n, revenue: known.revenue }
}
