/** Writes reference.json from shop.csv with SQLite alone: `node test/golden/rfm/makeReference.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const VIEWS = [
  { asOf: '2024-06-30', windowDays: null, frequency: 'orders' },
  { asOf: '2024-06-30', windowDays: null, frequency: 'order-days' },
  { asOf: '2024-06-30', windowDays: 91, frequency: 'orders' },
  { asOf: '2024-06-30', windowDays: 90, frequency: 'order-days' },
  { asOf: '2024-03-31', windowDays: null, frequency: 'orders' },
  { asOf: '2023-07-03', windowDays: null, frequency: 'orders' },
]

const RAW = `
CREATE TEMP VIEW seen AS SELECT line.* FROM line, view
  WHERE line.day <= view.asOf AND (view.windowDays IS NULL OR julianday(line.day) > julianday(view.asOf) - view.windowDays);
CREATE TEMP VIEW started AS SELECT customer, purchase, min(day) AS day FROM line WHERE amount > 0 GROUP BY customer, purchase;
CREATE TEMP VIEW orders AS SELECT customer, count(*) AS n FROM started, view
  WHERE day <= asOf AND (windowDays IS NULL OR julianday(day) > julianday(asOf) - windowDays) GROUP BY customer;
CREATE TEMP VIEW raw AS SELECT seen.customer,
    CAST(julianday(view.asOf) - julianday(max(CASE WHEN amount > 0 THEN day END)) AS INT) AS r,
    CASE view.frequency WHEN 'orders' THEN orders.n ELSE count(DISTINCT CASE WHEN amount > 0 THEN day END) END AS f,
    sum(amount) AS m
  FROM seen JOIN orders USING (customer), view GROUP BY seen.customer;
CREATE TEMP VIEW others AS SELECT count(DISTINCT customer) AS n FROM seen WHERE customer NOT IN (SELECT customer FROM orders);
CREATE TEMP VIEW value AS SELECT customer, 'r' AS dimension, r AS x FROM raw
  UNION ALL SELECT customer, 'f', f FROM raw UNION ALL SELECT customer, 'm', m FROM raw;
CREATE TEMP VIEW ranked AS SELECT *, row_number() OVER (PARTITION BY dimension ORDER BY x) AS place,
    count(*) OVER (PARTITION BY dimension) AS n FROM value;
CREATE TEMP VIEW quantiled AS WITH RECURSIVE k(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM k WHERE k < 4)
  SELECT levels, dimension, x FROM ranked, k, (SELECT 3 AS levels UNION SELECT 5)
  WHERE k < levels AND place = (k * n + levels - 1) / levels;
CREATE TEMP VIEW quantile AS SELECT value.customer, value.dimension, levels.levels,
    CASE value.dimension WHEN 'r' THEN levels.levels - sum(value.x > edge.x) ELSE 1 + sum(value.x > edge.x) END AS score
  FROM value, (SELECT 3 AS levels UNION SELECT 5) AS levels
  JOIN quantiled AS edge ON edge.dimension = value.dimension AND edge.levels = levels.levels
  GROUP BY value.customer, value.dimension, levels.levels;
CREATE TEMP VIEW middle AS SELECT dimension, avg(x) AS mean,
    avg(CASE WHEN place IN ((n + 1) / 2, n / 2 + 1) THEN x END) AS median FROM ranked GROUP BY dimension;
CREATE TEMP VIEW half AS SELECT customer, dimension,
    CASE dimension WHEN 'r' THEN x <= mean ELSE x >= mean END AS mean,
    CASE dimension WHEN 'r' THEN x <= median ELSE x >= median END AS median FROM value JOIN middle USING (dimension);
`

const TYPE = (high: string): string => `CASE WHEN ${high.replace('?', 'm')} THEN '重要' ELSE '一般' END ||
  CASE WHEN ${high.replace('?', 'r')} AND ${high.replace('?', 'f')} THEN '价值' WHEN ${high.replace('?', 'r')} THEN '发展'
  WHEN ${high.replace('?', 'f')} THEN '保持' ELSE '挽留' END`

const CUSTOMERS = `
SELECT raw.customer, raw.r, raw.f, raw.m,
  q5r.score || '-' || q5f.score || '-' || q5m.score AS quintiles,
  q3r.score || '-' || q3f.score || '-' || q3m.score AS terciles,
  ${TYPE('h?.mean')} AS mean8, ${TYPE('h?.median')} AS median8,
  CASE
    WHEN q5f.score >= 4 AND q5r.score = 3 THEN '忠诚客户'
    WHEN q5f.score >= 4 AND q5r.score > 3 THEN CASE WHEN q5m.score >= 4 THEN '冠军客户' ELSE '忠诚客户' END
    WHEN q5f.score >= 4 THEN CASE WHEN q5m.score >= 4 THEN '不能失去' ELSE '有流失风险' END
    WHEN q5f.score = 3 THEN CASE WHEN q5r.score > 3 THEN '潜力忠诚' WHEN q5r.score = 3 THEN '需要关注' ELSE '有流失风险' END
    WHEN q5f.score = 2 AND q5r.score > 3 THEN '潜力忠诚'
    WHEN q5r.score = 5 THEN '新客户' WHEN q5r.score = 4 THEN '有希望' WHEN q5r.score = 3 THEN '即将沉睡'
    WHEN q5r.score = 2 THEN '沉睡客户' ELSE '已流失' END AS segments11,
  CASE WHEN q3m.score = 3 THEN '高额' ELSE '普通' END || CASE
    WHEN q3r.score > 1 THEN CASE WHEN q3f.score = 3 THEN '价值' ELSE '发展' END
    ELSE CASE WHEN q3f.score > 1 THEN '保持' ELSE '挽留' END END AS tercile
FROM raw
${['r', 'f', 'm']
  .map(
    (d) => `
  JOIN quantile AS q5${d} ON q5${d}.customer = raw.customer AND q5${d}.dimension = '${d}' AND q5${d}.levels = 5
  JOIN quantile AS q3${d} ON q3${d}.customer = raw.customer AND q3${d}.dimension = '${d}' AND q3${d}.levels = 3
  JOIN half AS h${d} ON h${d}.customer = raw.customer AND h${d}.dimension = '${d}'`,
  )
  .join('')}
ORDER BY raw.customer`

const db = new DatabaseSync(':memory:')
db.exec('CREATE TABLE line (customer TEXT, purchase TEXT, day TEXT, amount INT)')
db.exec('CREATE TABLE view (asOf TEXT, windowDays INT, frequency TEXT)')
const insert = db.prepare('INSERT INTO line VALUES (?, ?, ?, ?)')
const [, ...rows] = readFileSync(join(import.meta.dirname, 'shop.csv'), 'utf8')
  .trim()
  .split('\n')
for (const row of rows) {
  const [customer = '', purchase = '', day = '', amount] = row.split(',')
  insert.run(customer, purchase, day, Number(amount))
}
db.exec(RAW)
const views = VIEWS.map((view) => {
  db.exec('DELETE FROM view')
  db.prepare('INSERT INTO view VALUES (?, ?, ?)').run(view.asOf, view.windowDays, view.frequency)
  const others = db.prepare('SELECT n FROM others').get() as { n: number }
  return { ...view, others: others.n, customers: db.prepare(CUSTOMERS).all() }
})
writeFileSync(join(import.meta.dirname, 'reference.json'), `${JSON.stringify({ views }, null, 2)}\n`)
