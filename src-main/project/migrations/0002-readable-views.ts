import type { Migration } from './migration.ts'

const SOURCE = `x.id >> 34 AS import_id,
  (x.id >> 2) & 4294967295 AS line`
const UNIT = `(SELECT CAST(value AS REAL) FROM meta WHERE key = 'minor_units_per_unit')`

const PURCHASE_COLUMNS = `x.id,
  ${SOURCE},
  c.key AS customer,
  x.order_key AS order_key,
  datetime(x.time_seconds, 'unixepoch') AS time,
  x.amount_minor / ${UNIT} AS amount,
  x.quantity,
  p.key AS product,
  g.key AS category,
  h.key AS channel,
  x.flags & 1 AS is_refund,
  x.flags >> 1 & 1 AS with_coupon,
  x.flags >> 2 & 1 AS refund_day_unknown,
  x.flags >> 3 & 1 AS identical_to_earlier_row,
  x.flags >> 4 & 1 AS only_day_known,
  x.line_key AS order_line`
const PURCHASE_JOINS = `LEFT JOIN customers c ON c.id = x.customer_id
LEFT JOIN products p ON p.id = x.product_id
LEFT JOIN categories g ON g.id = x.category_id
LEFT JOIN channels h ON h.id = x.channel_id`

/** For people with `sqlite3`: every concept once with dates, keys and money in units. */
export const readableViews: Migration = {
  version: 2,
  name: 'readable views',
  up: (database) => {
    database.exec(`
CREATE VIEW project_overview AS
SELECT key, value FROM meta;

CREATE VIEW import_overview AS
SELECT x.id, x.file_name, x.sheet, x.kind,
  datetime(x.imported_at_ms / 1000, 'unixepoch') AS imported_at_utc,
  datetime(x.undone_at_ms / 1000, 'unixepoch') AS undone_at_utc,
  x.rows_read, x.rows_accepted, x.rows_rejected, x.rows_duplicate, x.rows_blank,
  x.sha256, x.mapping
FROM imports x;

CREATE VIEW rejects_readable AS
SELECT x.id >> 34 AS import_id, i.file_name, x.line, x.code AS reason, x.column_name, x.sample,
  x.amount_minor / ${UNIT} AS amount, x.raw
FROM rejects x LEFT JOIN imports i ON i.id = x.id >> 34;

CREATE VIEW purchases_readable AS
SELECT ${PURCHASE_COLUMNS}
FROM purchases x
${PURCHASE_JOINS};

CREATE VIEW superseded_purchases_readable AS
SELECT ${PURCHASE_COLUMNS},
  x.superseded_by >> 34 AS superseded_by_import,
  (x.superseded_by >> 2) & 4294967295 AS superseded_by_line
FROM superseded_purchases x
${PURCHASE_JOINS};

CREATE VIEW behaviours_readable AS
SELECT x.id,
  ${SOURCE},
  c.key AS customer,
  datetime(x.time_seconds, 'unixepoch') AS time,
  e.key AS event,
  p.key AS product,
  g.key AS category,
  h.key AS channel,
  x.flags >> 3 & 1 AS identical_to_earlier_row,
  x.flags >> 4 & 1 AS only_day_known
FROM behaviours x
LEFT JOIN customers c ON c.id = x.customer_id
LEFT JOIN events e ON e.id = x.event_id
LEFT JOIN products p ON p.id = x.product_id
LEFT JOIN categories g ON g.id = x.category_id
LEFT JOIN channels h ON h.id = x.channel_id;

CREATE VIEW contacts_readable AS
SELECT x.id,
  ${SOURCE},
  c.key AS customer,
  a.key AS campaign,
  datetime(x.time_seconds, 'unixepoch') AS time,
  h.key AS channel,
  v.key AS variant,
  x.control AS is_control,
  x.cost_minor / ${UNIT} AS cost,
  x.coupon_face_minor / ${UNIT} AS coupon_face,
  x.delivered, x.opened, x.clicked, x.redeemed
FROM contacts x
LEFT JOIN customers c ON c.id = x.customer_id
LEFT JOIN campaigns a ON a.id = x.campaign_id
LEFT JOIN channels h ON h.id = x.channel_id
LEFT JOIN variants v ON v.id = x.variant_id;

CREATE VIEW customer_attributes_readable AS
SELECT c.key AS customer, a.key AS attribute, x.value, max(x.import_id) AS import_id
FROM customer_attributes x
JOIN customers c ON c.id = x.customer_id
JOIN attributes a ON a.id = x.attribute_id
GROUP BY x.customer_id, x.attribute_id;

CREATE VIEW orders_readable AS
SELECT c.key AS customer,
  x.order_key,
  datetime(min(x.time_seconds), 'unixepoch') AS time,
  count(*) AS lines,
  sum(x.amount_minor) / ${UNIT} AS amount
FROM purchases x
JOIN customers c ON c.id = x.customer_id
WHERE x.amount_minor > 0 AND x.flags & 1 = 0
GROUP BY x.customer_id, x.order_key, CASE WHEN x.order_key IS NULL THEN x.time_seconds END;
`)
  },
}
